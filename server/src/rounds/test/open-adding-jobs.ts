import { serverStateFromBytes, unmaskJobIds } from '@parlour/private-aggregation';
import type { Queries } from '../../database/connect.ts';
import { ownBytes } from '../../database/own-bytes.ts';
import { roundState } from '../../database/schema/rounds.ts';

/** The jobs that a round which is being added up is cut into; there is one round. */
export async function openAddingJobs(queries: Queries): Promise<string[]> {
  const [{ state }] = await queries.select().from(roundState);
  const adding = serverStateFromBytes(ownBytes(state));
  if (adding.phase !== 'adding') throw new Error(adding.phase);
  return unmaskJobIds(adding);
}
