import { createHash } from 'node:crypto';
import type { ModelKind } from '@parlour/wire/api';
import { and, eq } from 'drizzle-orm';
import type { Database, Queries } from '../database/connect.ts';
import { trainingRun } from '../database/schema/models.ts';
import { costOfBundle } from '../operators/cost-of-bundle.ts';
import type { ReleasedSum } from './released-sums.ts';

/** A name for what is learned from: the rounds, in whatever order, and what it is measured against. */
export function inputOf(sums: readonly ReleasedSum[], parent: string | undefined): Uint8Array {
  const rounds = sums.map(({ round }) => round).toSorted((a, b) => (a < b ? -1 : 1));
  return new Uint8Array(
    createHash('sha256')
      .update([parent ?? '', ...rounds].join(' '))
      .digest(),
  );
}

/** Released sums of one query, the newest round first, to learn from. */
export interface SumsOrder {
  /** SHA-256, hex, of the file of the model that is served now. */
  readonly parent: string | undefined;
  /** SHA-256, hex. */
  readonly bundles: readonly string[];
  /** The most that one report cost, of all bundles. */
  readonly epsilon: { readonly one: number; readonly delta: number };
  readonly cohorts: readonly {
    readonly round: string;
    readonly epoch: string;
    readonly sum: Float64Array;
    readonly reports: number;
    readonly noise: number;
  }[];
}

export function sumsOrder(sums: readonly ReleasedSum[], parent: string | undefined): SumsOrder {
  const bundles = new Map(sums.map(({ bundle, asked }) => [bundle, asked]));
  const costs = [...bundles.values()].map(costOfBundle);
  return {
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

/** Notes a run; the same input again is the same run. */
export async function noteRun(
  queries: Queries,
  run: Omit<typeof trainingRun.$inferInsert, 'id' | 'at'>,
): Promise<void> {
  await queries.insert(trainingRun).values(run).onConflictDoNothing();
}

export async function isKnownRun(database: Database, kind: ModelKind, input: Uint8Array): Promise<boolean> {
  const same = and(eq(trainingRun.kind, kind), eq(trainingRun.input, input));
  return (await database.$count(trainingRun, same)) > 0;
}
