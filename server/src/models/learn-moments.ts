import { createHash } from 'node:crypto';
import { momentsBasis } from '@parlour/private-aggregation/queries';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import type { Bundle } from '@parlour/wire';
import { and, eq } from 'drizzle-orm';
import type { Database, Queries } from '../database/connect.ts';
import { trainingRun } from '../database/schema/models.ts';
import type { MomentsOrder, OperatorWork } from '../jobs/operator-work.ts';
import { costOfBundle } from '../operators/cost-of-bundle.ts';
import { addJob } from '../queue/add-job.ts';
import { bytesOf, hexOf } from '../rounds/ids.ts';
import type { RoundFrame } from '../rounds/round-frame.ts';
import { readAggregatorKey } from '../tokens/aggregator-key.ts';
import { keepModel } from './keep-model.ts';
import { releasedSums, type ReleasedSum } from './released-sums.ts';
import { standingOf, versionOf } from './served-models.ts';

/** Whether a sum of this bundle says how titles go together for people. */
export const tellsOfMoments = ({ audience, queries }: Bundle): boolean =>
  audience === 'people' && queries.some((query) => momentsBasis(query) !== undefined);

/** Asks the queue to learn from the released sums; several rounds that end at once are learned from at once. */
export const askToLearnMoments = (queries: Queries): Promise<void> =>
  addJob(queries, 'learn-moments', {}, { key: 'learn-moments', queue: 'operator', maxAttempts: 100 });

/**
 * Learns a model from all released sums over the newest basis, and notes the run. What passes its gate is signed and kept as a
 * version: a candidate, that an operator may promote. Again, it changes nothing.
 */
export async function learnMoments(frame: RoundFrame, work: OperatorWork): Promise<void> {
  const { database } = frame;
  const sums: ReleasedSum[] = [];
  for await (const released of releasedSums(frame, database, momentsBasis)) {
    if (released.name === (sums[0] ?? released).name) sums.push(released);
  }
  if (sums.length === 0) return;
  const { promoted } = await standingOf(database, 'moments');
  const parent = promoted === undefined ? undefined : hexOf((await versionOf(database, promoted)).sha256);
  const input = inputOf(sums, parent);
  if (await isKnown(database, input)) return;
  const { draft, ...run } = await work.moments(orderOf(sums, parent));
  if (draft === undefined) {
    await noteRun(database, { input, ...run, modelId: null });
    return;
  }
  const { signingSeed, publicKey } = await readAggregatorKey(database);
  const signature = hexOf(await nodeSuite.sign(signingSeed, bytesOf(draft.toSign)));
  const made = await work.sealMoments(draft.sha256, { key: hexOf(publicKey), signature });
  await database.transaction(async (transaction) => {
    const { id } = await keepModel(transaction, made);
    await noteRun(transaction, { input, ...run, modelId: id });
  });
}

type NewRun = Omit<typeof trainingRun.$inferInsert, 'id' | 'kind' | 'at'>;

const noteRun = (queries: Queries, run: NewRun): Promise<unknown> =>
  queries
    .insert(trainingRun)
    .values({ kind: 'moments', ...run })
    .onConflictDoNothing();

async function isKnown(database: Database, input: Uint8Array): Promise<boolean> {
  const same = and(eq(trainingRun.kind, 'moments'), eq(trainingRun.input, input));
  return (await database.$count(trainingRun, same)) > 0;
}

/** A name for what is learned from: the rounds, in whatever order, and what it is measured against. */
function inputOf(sums: readonly ReleasedSum[], parent: string | undefined): Uint8Array {
  const rounds = sums.map(({ round }) => round).toSorted((a, b) => (a < b ? -1 : 1));
  return new Uint8Array(
    createHash('sha256')
      .update([parent ?? '', ...rounds].join(' '))
      .digest(),
  );
}

function orderOf(sums: readonly ReleasedSum[], parent: string | undefined): MomentsOrder {
  const bundles = new Map(sums.map(({ bundle, asked }) => [bundle, asked]));
  const costs = [...bundles.values()].map(costOfBundle);
  return {
    basis: sums[0].name,
    parent,
    bundles: [...bundles.keys()],
    epsilon: { one: Math.max(...costs.map(({ together }) => together.one)), delta: costs[0].delta },
    cohorts: sums.map(({ round, epoch, query, sum, reports, plan }) => ({
      round,
      epoch,
      sum,
      reports,
      noise: Math.sqrt(reports * plan.noiseVariance) / plan.scale / query.scale,
    })),
  };
}
