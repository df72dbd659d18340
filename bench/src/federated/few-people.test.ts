import { contentFeatures, openCatalogue } from '@parlour/catalogue';
import { encodeColumns } from '@parlour/catalogue/publish';
import { starterItems } from '@parlour/catalogue/import';
import { designFor, momentScores } from '@parlour/model/moments';
import { expect, test } from 'vitest';
import { listLength } from '../quality/evaluate.ts';
import { meanOf } from '../quality/metrics/mean.ts';
import { scoreList } from '../quality/metrics/score-list.ts';
import { watchedBy } from './federated-people.ts';
import { peopleOfCatalogue } from './population/people-of-catalogue.ts';
import { learnPrivately } from './private-learning.ts';
import { sharedIntegers } from './threads/shared-array.ts';

const [people, tested, draws] = [1000, 250, 3];

test('the first two rounds of 500 people each, who take part once, tell what goes together for others', {
  timeout: 240_000,
}, async () => {
  const catalogue = openCatalogue(encodeColumns(await starterItems()));
  const features = contentFeatures(catalogue);
  const ids = Array.from({ length: catalogue.size }, (_, row) => catalogue.id(row));
  const [learned, popular]: number[][] = [[], []];
  for (let seed = 1; seed <= draws; seed++) {
    const order = sharedIntegers(people);
    order.forEach((_, place) => (order[place] = place));
    const { model, popularity } = await learnPrivately({
      people: { features, ids, train: await peopleOfCatalogue(catalogue, people, 2 * seed) },
      order,
      cohort: people / 2,
      privacy: { epsilon: 4, delta: 1e-6, participations: 1 },
      designOf: (titlesEach) => designFor(people, people / 2, catalogue.size, titlesEach),
      popularityShare: 1 / 2,
      seed,
      say: () => undefined,
    });
    const others = await peopleOfCatalogue(catalogue, tested, 2 * seed + 1);
    for (let person = 0; person < tested; person++) {
      const watched = [...watchedBy(others, person)];
      const known = Math.min(watched.length - 1, Math.round(watched.length * 0.8));
      const history = watched.slice(0, known);
      const ndcg = (scores: ArrayLike<number>) => {
        const left = ids.keys().filter((row) => !history.includes(row));
        const list = left.toArray().sort((a, b) => scores[b] - scores[a]);
        return scoreList(list.slice(0, listLength), watched.slice(known), listLength).ndcg;
      };
      learned.push(ndcg(momentScores(model, history)));
      popular.push(ndcg(popularity));
    }
  }
  const gain = meanOf(learned.map((value, i) => value - popular[i]));
  expect(gain.mean).toBeGreaterThan(gain.se);
});
