import { sql } from 'drizzle-orm';
import type { Queries } from '../database/connect.ts';
import { databaseFigures, type DatabaseFigures } from './database-figures.ts';
import { queueFigures, type QueueFigures } from './queue-figures.ts';

/** What the database knows of the whole installation; the same from every replica. */
export interface InstallationStanding {
  readonly openRounds: readonly { readonly phase: string; readonly rounds: number }[];
  /** `reason`: why they ended without a sum, or `none`. */
  readonly endedRounds: readonly {
    readonly outcome: 'released' | 'aborted';
    readonly reason: string;
    readonly rounds: number;
  }[];
  readonly devicesWaiting: number;
  readonly queue: QueueFigures;
  readonly database: DatabaseFigures;
}

/** Asks in one statement, so that a scrape costs one round trip. */
export async function installationStanding(queries: Queries): Promise<InstallationStanding> {
  const { rows } = await queries.execute<{ standing: InstallationStanding }>(sql`
    select json_build_object(
      'openRounds', (select coalesce(json_agg(open), '[]') from (
        select phase, count(*)::int as rounds from parlour.round where ended_at is null group by phase) as open),
      'endedRounds', (select coalesce(json_agg(ended), '[]') from (
        select phase as outcome, coalesce(abort_reason, 'none') as reason, count(*)::int as rounds
        from parlour.round where ended_at is not null group by 1, 2) as ended),
      'devicesWaiting', (select coalesce(sum(devices), 0)::int from parlour.waiting),
      'queue', ${queueFigures},
      'database', ${databaseFigures}
    ) as standing`);
  return rows[0].standing;
}
