import {
  designFor,
  effectivePeople,
  type MomentDesign,
  momentDimension,
  type MomentModel,
  momentRank,
  momentScores,
} from '@parlour/model/moments';
import { seededRandom } from '@parlour/model';
import { adapterScores } from '@parlour/model/adapter';
import { LIMITS } from '@parlour/private-aggregation';
import { noiseMultiplierFor } from '@parlour/private-aggregation/accountant';
import { ParlourError } from '@parlour/wire';
import { listFor, listLength } from '../quality/evaluate.ts';
import { meanOf } from '../quality/metrics/mean.ts';
import { scoreList } from '../quality/metrics/score-list.ts';
import type { FittedRecommender } from '../quality/recommender.ts';
import { bestRows } from '../quality/references/best-rows.ts';
import { centralPopularity, centralReferences, centralSameModel } from './central.ts';
import { type FederatedRow, round, rowsOf } from './federated-rows.ts';
import type { FederatedPeople } from './federated-people.ts';
import type { FederatedSource } from './federated-source.ts';
import { type GradientLearning, learnByGradients } from './gradients/learn-by-gradients.ts';
import { publicEmbeddings } from './gradients/public-embeddings.ts';
import { drawnPeople } from './population/drawn-people.ts';
import { peopleOfDataset } from './people-of-dataset.ts';
import type { PrivacyRequest } from './privacy-request.ts';
import { learnPrivately } from './private-learning.ts';
import { sharedIntegers } from './threads/shared-array.ts';

export { federatedSource, readDesign } from './federated-source.ts';

export interface FederatedOptions extends PrivacyRequest {
  readonly source: FederatedSource;
  /** Reports of a round. */
  readonly cohort: number;
  /** By default as the noise rule chooses. */
  readonly design?: MomentDesign | undefined;
  readonly seed: number;
  /** Only these central references; all without it. */
  readonly references?: readonly string[];
  /** A row more: an adapter on the graph encoder's last layer, by federated averaging in the same rounds. */
  readonly gradients?: boolean;
  /** Of drawn people, how many are tested; 3,000 by default. */
  readonly tested?: number;
  readonly say: (line: string) => void;
}

export interface FederatedReport {
  readonly rows: readonly FederatedRow[];
  /** Of a lifetime at `delta`, by the Skellam accountant. */
  readonly epsilon: number;
  readonly delta: number;
  readonly noiseMultiplier: number;
  readonly people: number;
  readonly tested: number;
  readonly items: number;
  readonly cohort: number;
  readonly rounds: number;
  readonly participations: number;
  readonly design: MomentDesign & { readonly dimension: number; readonly effectivePeople: number };
  /** Central references, each with its NDCG@10. */
  readonly references: Readonly<Record<string, number>>;
  readonly encoding: 'each' | 'at-once';
}

/** Learns from people privately and centrally, and measures both on others. */
export async function benchFederated(options: FederatedOptions): Promise<FederatedReport> {
  const { say, seed, participations } = options;
  const people = await ('population' in options.source
    ? drawnPeople(options.source.population, seed, options.tested)
    : peopleOfDataset(options.source, say));
  const count = people.train.people;
  const cohort = cohortFor(count, options.cohort, say);
  const items = people.features.rows;
  const modelPeople = peopleInEffect(count, options);
  const designOf = (titlesEach: number) =>
    options.design ?? designFor(modelPeople, cohort, items, titlesEach);
  const order = shuffledPeople(count, seed);
  const popularityShare = popularityShareOf(modelPeople);
  const learning = { people, order, cohort, privacy: options, seed, popularityShare, say };
  const learned = await learnPrivately({ ...learning, designOf });
  const { design } = learned;
  const dimension = momentDimension(momentRank(design));
  const scores = (name: string, fitted: FittedRecommender): number[] => {
    const all = people.test.map(
      (each) => scoreList(listFor(fitted, each, items), each.targets, listLength).ndcg,
    );
    say(`${name}: ${meanOf(all).mean.toFixed(4)}`);
    return all;
  };
  const found = {
    content: scores('content', people.content),
    popularity: scores('popularity', centralPopularity(people)),
    private: scores('private', scoredBy(learned.model)),
    'central-same-model': scores('central-same-model', scoredBy(centralSameModel(people, design))),
  };
  const gradients = options.gradients
    ? {
        gradients: scores(
          'gradients',
          await byGradients({ ...learning, popularity: learned.popularity }, people),
        ),
      }
    : {};
  const references = Object.entries(centralReferences(people))
    .filter(([name]) => options.references?.includes(name) ?? true)
    .map(([name, fit]) => [name, scores(name, fit())] as const);
  const [reference, central] = references.reduce((best, each) =>
    meanOf(each[1]).mean > meanOf(best[1]).mean ? each : best,
  );
  if (meanOf(central).mean <= meanOf(found.popularity).mean)
    say('No central reference is better than popularity: these people are too few to measure a gap on.');
  const rows = rowsOf({ ...found, ...gradients, central }).map((row) =>
    row.name === 'central' ? { ...row, reference } : row,
  );
  return {
    rows,
    epsilon: learned.epsilon,
    delta: options.delta,
    noiseMultiplier: learned.noiseMultiplier,
    people: count,
    tested: people.test.length,
    items,
    cohort,
    rounds: learned.rounds,
    participations,
    design: {
      ...design,
      dimension,
      effectivePeople: Math.round(effectivePeople(modelPeople, cohort, dimension)),
    },
    references: Object.fromEntries(references.map(([name, each]) => [name, round(meanOf(each).mean)])),
    encoding: learned.encoding,
  };
}

/** Participations of the model update that the noise rule was measured with. */
const measuredParticipations = 7;

/** As many people, with all participations but the one for popularity and the noise that is asked for, are worth so many. */
function peopleInEffect(people: number, { epsilon, delta, participations }: PrivacyRequest): number {
  const needed = noiseMultiplierFor(epsilon, { mechanism: 'gaussian', rounds: participations, delta });
  const noise = Math.max(needed, LIMITS.minimumNoiseMultiplier) / LIMITS.minimumNoiseMultiplier;
  return (people * Math.max(1, participations - 1)) / measuredParticipations / noise ** 2;
}

/**
 * Popularity is what most of a list rests on: where there is much noise, a quarter of the rounds asks for it, and an eighth
 * elsewhere (measured, `bench/RESULTS.md`).
 */
const popularityShareOf = (modelPeople: number): number => (modelPeople < fewPeople ? 1 / 4 : 1 / 8);
const fewPeople = 2000;

/** The model on a device. */
const scoredBy = (model: MomentModel): FittedRecommender => ({
  recommend: (history, allowed, _, count) =>
    bestRows(
      momentScores(
        model,
        history.map(({ row }) => row),
      ),
      allowed,
      count,
    ),
});

async function byGradients(
  learning: Omit<GradientLearning, 'embeddings' | 'size'>,
  people: FederatedPeople,
): Promise<FittedRecommender> {
  const embeddings = await publicEmbeddings(people, learning.seed, learning.say);
  const size = embeddings.length / people.features.rows;
  const { space, adapter } = await learnByGradients({ ...learning, embeddings, size });
  return {
    recommend: (history, allowed, _, count) => {
      const watched = history.map(({ row }) => row);
      return bestRows(adapterScores(space, adapter, watched), allowed, count);
    },
  };
}

/** @throws ParlourError `simulate/too-few-people` */
function cohortFor(people: number, asked: number, say: (line: string) => void): number {
  const { minimumReports, maximumCohort } = LIMITS;
  const cohort = Math.min(asked, people, maximumCohort);
  if (cohort >= minimumReports) {
    if (cohort < asked)
      say(
        `${people} people cannot make a cohort of ${asked}: cohorts are of ${cohort}, with the noise for them.`,
      );
    return cohort;
  }
  throw new ParlourError('simulate/too-few-people', {
    message: `A cohort of ${cohort} is too small: no sum is released of fewer than ${minimumReports} reports.`,
    meaning: 'Nothing was learned and nothing was measured.',
    mend: `Give at least ${minimumReports} people and --cohort ${minimumReports} or more.`,
  });
}

/** Fisher and Yates. */
function shuffledPeople(count: number, seed: number): Int32Array {
  const random = seededRandom(seed);
  const order = sharedIntegers(count);
  for (let person = 0; person < count; person++) order[person] = person;
  for (let place = count - 1; place > 0; place--) {
    const other = Math.floor(random() * (place + 1));
    [order[place], order[other]] = [order[other], order[place]];
  }
  return order;
}
