import { type Interactions, interactionsOf, peopleByItem } from '@parlour/model/collaborative';
import type { History } from '@parlour/recommend';
import type { FittedRecommender, Recommender } from '../recommender.ts';
import { bestRows } from './best-rows.ts';
import { choose } from './choose.ts';

interface UserKnnOptions {
  readonly neighbours: number;
  readonly shrinkage: number;
}

const candidates: readonly UserKnnOptions[] = [50, 100, 200, 400].flatMap((neighbours) =>
  [0, 10].map((shrinkage) => ({ neighbours, shrinkage })),
);

/** What the nearest people watched, weighted by the cosine of their histories (Herlocker et al. 1999, for implicit data). */
export const userKnn: Recommender = {
  name: 'user-knn',
  fit(task) {
    const fit = (train: readonly History[], options: UserKnnOptions): FittedRecommender => {
      const x = interactionsOf(task.catalogue.size, train);
      const byItem = peopleByItem(x);
      return {
        chosen: { ...options },
        recommend(history, allowed, _, count) {
          const rows = new Set(history.map(({ row }) => row));
          const common = new Int32Array(x.people);
          for (const row of rows) {
            for (const person of byItem.people.subarray(byItem.starts[row], byItem.starts[row + 1]))
              common[person] = (common[person] as number) + 1;
          }
          return bestRows(scoresOf(x, nearest(x, common, rows, options)), allowed, count);
        },
      };
    };
    return fit(
      task.train,
      choose(task, candidates, (options) => fit(task.tuning.train, options)),
    );
  },
};

type Neighbour = readonly [person: number, cosine: number];

function nearest(
  { starts, items }: Interactions,
  common: Int32Array,
  rows: ReadonlySet<number>,
  { neighbours, shrinkage }: UserKnnOptions,
): Neighbour[] {
  const all: Neighbour[] = [];
  common.forEach((both, person) => {
    if (both === 0) return;
    const [start, length] = [
      starts[person] as number,
      (starts[person + 1] as number) - (starts[person] as number),
    ];
    // The person themselves, where they were trained on: their own titles say nothing about what comes next.
    const isSame = both === rows.size && length === rows.size && rows.has(items[start] as number);
    if (!isSame) all.push([person, both / (Math.sqrt(length * rows.size) + shrinkage)]);
  });
  return all.sort((left, right) => right[1] - left[1] || left[0] - right[0]).slice(0, neighbours);
}

function scoresOf({ starts, items, itemCount }: Interactions, people: readonly Neighbour[]): Float64Array {
  const scores = new Float64Array(itemCount);
  for (const [person, cosine] of people) {
    for (const item of items.subarray(starts[person], starts[person + 1]))
      scores[item] = (scores[item] as number) + cosine;
  }
  return scores;
}
