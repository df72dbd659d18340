import { inThreads } from '../threads/in-threads.ts';
import type { RoundPlan } from '../round-plan.ts';
import { type AskedRounds, type RoundsTotal, sumRounds } from './sum-rounds.ts';

const work = { thread: new URL('rounds-thread.ts', import.meta.url), begin: sumRounds };
/** Pieces that the rounds are cut into: enough for all cores to end together. */
const mostPieces = 64;

/** `sumRounds` of the rounds from `from` to `to`, on all cores. */
export async function sumInThreads(
  asked: AskedRounds,
  plan: RoundPlan,
  [from, to]: readonly [number, number],
  onPart: (done: number) => void,
): Promise<RoundsTotal> {
  const groups = plan.groups(from, to);
  const each = Math.ceil(groups.length / mostPieces);
  const pieces = Array.from({ length: Math.ceil(groups.length / each) }, (_, piece) =>
    groups.slice(piece * each, (piece + 1) * each),
  );
  const total = { sum: new Float64Array(asked.query.dimension), reports: 0, variance: 0 };
  let done = 0;
  for await (const part of inThreads(work, asked, pieces)) {
    for (let i = 0; i < total.sum.length; i++) total.sum[i] += part.sum[i];
    total.reports += part.reports;
    total.variance += part.variance;
    onPart((done += part.reports));
  }
  return total;
}
