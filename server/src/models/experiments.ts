import type { Experiment, ExperimentLook } from '@parlour/wire/api';
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { experiment, experimentLook } from '../database/schema/experiments.ts';

export type ExperimentRow = typeof experiment.$inferSelect;

/** What public files and queries call an experiment: 32 hex digits. */
export const experimentName = (id: string): string => id.replaceAll('-', '');

/** Experiments that are shown, the newest. */
const mostShown = 50;

export const runningExperiments = (queries: Queries): Promise<ExperimentRow[]> =>
  queries.select().from(experiment).where(isNull(experiment.endedAt)).orderBy(experiment.startedAt);

export async function runningExperiment(queries: Queries, kind: string): Promise<ExperimentRow | undefined> {
  return (await runningExperiments(queries)).find((one) => one.kind === kind);
}

export interface NewExperiment
  extends Pick<ExperimentRow, 'id' | 'kind' | 'currentId' | 'candidateId' | 'share' | 'isAutomatic'> {}

/**
 * The experiment that goes on once a canary is served: the one that runs, where it is of the same two models, else a new one. So that a changed
 * share begins nothing anew: whoever tried the candidate at a smaller share does so at a larger one.
 */
export async function experimentOf(queries: Queries, wanted: NewExperiment): Promise<string> {
  const running = await runningExperiment(queries, wanted.kind);
  return running !== undefined && isSame(running, wanted) ? running.id : wanted.id;
}

const isSame = (one: ExperimentRow, { currentId, candidateId }: NewExperiment): boolean =>
  one.currentId === currentId && one.candidateId === candidateId;

/** Notes that a canary is served, in the transaction that ends its job. Again, it changes nothing. */
export async function noteExperiment(queries: Queries, wanted: NewExperiment): Promise<void> {
  const running = await runningExperiment(queries, wanted.kind);
  if (running !== undefined && !isSame(running, wanted)) await endExperiment(queries, running.id, 'replaced');
  const { share, isAutomatic } = wanted;
  await queries
    .insert(experiment)
    .values({ ...wanted, id: await experimentOf(queries, wanted) })
    .onConflictDoUpdate({ target: experiment.id, set: { share, isAutomatic } });
}

export async function endExperiment(
  queries: Queries,
  id: string,
  outcome: NonNullable<ExperimentRow['outcome']>,
): Promise<void> {
  await queries.update(experiment).set({ endedAt: sql`now()`, outcome }).where(eq(experiment.id, id));
}

/** The newest look at an experiment; none before the first. */
export async function lastLook(queries: Queries, id: string): Promise<ExperimentLook | undefined> {
  const [found] = await queries
    .select({ look: experimentLook.look })
    .from(experimentLook)
    .where(and(eq(experimentLook.experimentId, id)))
    .orderBy(desc(experimentLook.position))
    .limit(1);
  return found?.look;
}

export async function experimentList(queries: Queries): Promise<Experiment[]> {
  const rows = await queries.select().from(experiment).orderBy(desc(experiment.startedAt)).limit(mostShown);
  const ids = rows.map(({ id }) => id);
  const looks = await queries
    .select()
    .from(experimentLook)
    .where(inArray(experimentLook.experimentId, ids))
    .orderBy(desc(experimentLook.position));
  return rows.map(
    ({ id, kind, currentId, candidateId, share, isAutomatic, startedAt, endedAt, outcome }) => ({
      id,
      kind,
      current: currentId,
      candidate: candidateId,
      share,
      isAutomatic,
      startedAt: startedAt.getTime(),
      endedAt: endedAt?.getTime() ?? null,
      outcome,
      looks: looks
        .filter(({ experimentId }) => experimentId === id)
        .map(({ look, at }) => ({ at: at.getTime(), ...look })),
    }),
  );
}
