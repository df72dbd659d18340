import { and, eq } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { trainingRun } from '../database/schema/models.ts';

/** Whether a version was learned here of released sums, and was found fit on public data before it could be a candidate. */
export async function hasPassedGate(queries: Queries, modelId: string): Promise<boolean> {
  const passed = and(eq(trainingRun.modelId, modelId), eq(trainingRun.state, 'passed'));
  return (await queries.$count(trainingRun, passed)) > 0;
}
