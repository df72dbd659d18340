import type { Queries } from '../database/connect.ts';
import { forgetChallenges } from './challenges.ts';
import { forgetEnrolments } from './enrolments.ts';
import { forgetSessions } from './sessions.ts';

/** Removes what has run out at the console's door. For a job that runs every minute. */
export async function forgetExpired(queries: Queries): Promise<void> {
  await forgetSessions(queries);
  await forgetChallenges(queries);
  await forgetEnrolments(queries);
}
