import { createHash } from 'node:crypto';
import {
  decideExperiment,
  type Decision,
  experimentOfSums,
  qualityExperiment,
  type QualitySum,
} from '@parlour/private-aggregation/queries';
import type { Bundle } from '@parlour/wire';
import type { ExperimentLook } from '@parlour/wire/api';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { appendAudit, ownSchedule } from '../audit/append-audit.ts';
import type { Queries } from '../database/connect.ts';
import { experiment, experimentLook } from '../database/schema/experiments.ts';
import { operatorJob } from '../database/schema/operator-jobs.ts';
import { addOperatorJob } from '../jobs/add-operator-job.ts';
import { addJob } from '../queue/add-job.ts';
import { bytesOf } from '../rounds/ids.ts';
import type { RoundFrame } from '../rounds/round-frame.ts';
import { type ExperimentRow, experimentName, runningExperiments } from './experiments.ts';
import { releasedSums } from './released-sums.ts';

/** Whether a sum of this bundle says how good lists are under two models. */
export const tellsOfQuality = ({ audience, queries }: Bundle): boolean =>
  audience === 'people' && queries.some((query) => qualityExperiment(query) !== undefined);

/** Asks the queue to look at what released sums say of experiments; several rounds that end at once are looked at at once. */
export const askToJudge = (queries: Queries): Promise<void> =>
  addJob(queries, 'judge-experiments', {}, { key: 'judge-experiments', queue: 'operator', maxAttempts: 100 });

/**
 * Looks at the experiments that run, where there are new sums, notes what they say, and where the operator has left it to them does it: the
 * candidate is served to everybody, or to nobody. The same sums again change nothing, and spend nothing of the error.
 */
export async function judgeExperiments(frame: RoundFrame): Promise<void> {
  for (const { id } of await runningExperiments(frame.database)) await judge(frame, id);
}

async function judge(frame: RoundFrame, id: string): Promise<void> {
  const { database } = frame;
  const { sums, input } = await releasedQuality(frame, database, experimentName(id));
  if (sums.length === 0) return;
  await database.transaction(async (transaction) => {
    const [running] = await transaction
      .select()
      .from(experiment)
      .where(and(eq(experiment.id, id), isNull(experiment.endedAt)))
      .for('update');
    if (running === undefined) return;
    const before = await transaction
      .select({ input: experimentLook.input })
      .from(experimentLook)
      .where(eq(experimentLook.experimentId, id));
    if (before.some((look) => Buffer.from(look.input).equals(input))) return;
    const position = before.length + 1;
    const look = lookAt(sums, position);
    await transaction.insert(experimentLook).values({ experimentId: id, position, input, look });
    if (running.isAutomatic && look.decision !== 'go-on')
      await carryOut(transaction, running, look.decision, position);
  });
}

/** @param position which look it is, from 1. */
export function lookAt(sums: readonly QualitySum[], position: number): ExperimentLook {
  const experimentSum = experimentOfSums(sums);
  const { people, rounds, epochs, reports, noise } = experimentSum;
  const { decision, measures } = decideExperiment(experimentSum, { look: position });
  const [hits, clicks, completions] = measures;
  return {
    rounds,
    epochs,
    reports,
    noise,
    people,
    quality: hits === undefined ? null : { hits, clicks, completions },
    decision,
  };
}

async function carryOut(
  transaction: Queries,
  { id, kind, candidateId }: ExperimentRow,
  decision: Exclude<Decision, 'go-on'>,
  look: number,
): Promise<void> {
  const isUnderWay = and(
    eq(operatorJob.modelId, candidateId),
    inArray(operatorJob.state, ['waiting', 'running']),
  );
  if ((await transaction.$count(operatorJob, isUnderWay)) > 0) return;
  const share = decision === 'promote' ? 1 : 0;
  const job = await addOperatorJob(transaction, { kind: 'promote', modelId: candidateId, share });
  await appendAudit(transaction, {
    actor: ownSchedule,
    action: decision === 'promote' ? 'model/promote' : 'model/roll-back',
    subject: candidateId,
    detail: { kind, share, job: job.id, experiment: id, look },
  });
}

/** What people answered to an experiment's query, with a name for all of it: the rounds, in whatever order. */
async function releasedQuality(
  frame: Pick<RoundFrame, 'toolsOf'>,
  queries: Queries,
  name: string,
): Promise<{ readonly sums: QualitySum[]; readonly input: Uint8Array }> {
  const sums: QualitySum[] = [];
  const rounds: string[] = [];
  const nameOf = (query: Bundle['queries'][number]): string | undefined =>
    qualityExperiment(query) === name ? name : undefined;
  for await (const { round, epoch, query, sum, reports, plan } of releasedSums(frame, queries, nameOf)) {
    rounds.push(round);
    // Rounding varies by a quarter of a squared integer a report at most.
    const variance = reports * (plan.noiseVariance + 1 / 4);
    sums.push({ epoch, slots: sum, reports, noise: Math.sqrt(variance) / plan.scale / query.scale });
  }
  const input = createHash('sha256').update(rounds.toSorted().join(' ')).digest('hex');
  return { sums, input: bytesOf(input) };
}
