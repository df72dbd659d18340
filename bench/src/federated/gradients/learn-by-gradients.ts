import { seededRandom } from '@parlour/model';
import {
  type AdapterSpace,
  adapterSpace,
  type LocalPlan,
  localUpdate,
  type ServerPlan,
  serverStep,
  stillAdapter,
} from '@parlour/model/adapter';
import { planEncoding } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { noiseOfRounds } from '../asked-rounds-noise.ts';
import { CohortSum } from '../cohort-sum.ts';
import { federatedBundle } from '../federated-bundle.ts';
import { watchedBy } from '../federated-people.ts';
import { encodingOf, type PrivateLearning } from '../private-learning.ts';
import { roundPlan } from '../round-plan.ts';
import { seededWords } from '../seeded-words.ts';
import { simulatedPopularity, simulatedUpdates } from '../simulated-queries.ts';

/** Found with the noise of 10,000 drawn people in cohorts of 1,000. */
export const gradientPlan: GradientPlan = {
  start: 2,
  local: { targets: 8, negatives: 128, clip: 0.3, rate: 0.5 },
  server: { momentum: 0.9, rate: 1 },
};

export interface GradientPlan {
  /** How much likeness counts before anything was learned. */
  readonly start: number;
  readonly local: LocalPlan;
  readonly server: ServerPlan;
}

export interface GradientLearning extends Omit<PrivateLearning, 'designOf'> {
  /** Public embeddings of titles, `items` x `size`, row-major. */
  readonly embeddings: Float32Array;
  readonly size: number;
  /** What the first rounds released: the same as for moments. */
  readonly popularity: Float64Array;
  readonly plan?: GradientPlan;
}

/** An adapter over embeddings, and the space that it scores in. */
export interface LearnedAdapter {
  readonly space: AdapterSpace;
  readonly adapter: Float64Array;
}

/**
 * Federated averaging through noised sums alone, in the very rounds that would ask for moments: each device's clipped update, encoded and
 * noised as all reports are; the server takes a step with momentum after each round.
 */
export async function learnByGradients(learning: GradientLearning): Promise<LearnedAdapter> {
  const { people, order, cohort, privacy, seed, say, popularity, embeddings, size } = learning;
  const how = learning.plan ?? gradientPlan;
  const rounds = roundPlan(order, cohort, privacy.participations, learning.popularityShare);
  const { popularityRounds: from, rounds: to } = rounds;
  const query = simulatedUpdates(size, how.local.clip);
  const first = { query: simulatedPopularity(people.features.rows), from: 0, to: from };
  const counts = { people: people.train.people, cohort, privacy };
  const { noiseMultiplier } = await noiseOfRounds(rounds, [first, { query, from, to }], counts);
  const plan = await planEncoding(
    nodeSuite,
    federatedBundle(query, cohort, noiseMultiplier),
    new Uint8Array(32),
  );
  const space = adapterSpace(embeddings, size, popularity);
  const encoding = encodingOf(query, (to - from) * cohort);
  let state = stillAdapter(size, how.start);
  for (let round = from; round < to; round++) {
    const sum = new CohortSum(plan, seededWords(seed, 1 + round), encoding);
    const random = seededRandom(seed + round);
    for (const person of rounds.people(round))
      sum.add(localUpdate(space, state.adapter, watchedBy(people.train, person), how.local, random));
    const released = sum.release();
    state = serverStep(
      state,
      released.sum.map((value) => value / released.reports),
      how.server,
    );
    if (round % 10 === 0) say(`updates: round ${round} of ${to}`);
  }
  return { space, adapter: state.adapter };
}
