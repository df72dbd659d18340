import type { Health } from '@parlour/wire/api';
import { sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { queueFigures, type QueueFigures } from '../metrics/queue-figures.ts';

/** What waits in the queue, runs, or was given up. */
export async function queueHealth(queries: Queries): Promise<Health['queue']> {
  const { rows } = await queries.execute<{ figures: QueueFigures }>(sql`select ${queueFigures} as figures`);
  const { ready, oldestReadySeconds, running, later, retrying, failed } = rows[0].figures;
  return {
    depth: ready,
    oldestMs: Math.round(1000 * oldestReadySeconds),
    running,
    later,
    retrying,
    failed: [...failed],
  };
}
