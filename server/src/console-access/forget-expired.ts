import type { Queries } from '../database/connect.ts';
import { forgetLogIns } from '../log-in/begin-log-in.ts';
import { forgetLogInCodes } from '../log-in/log-in-codes.ts';
import { forgetChallenges } from './challenges.ts';
import { forgetEnrolments } from './enrolments.ts';
import { forgetSessions } from './sessions.ts';

/** Removes what has run out at the console's door. For a job that runs every minute. */
export async function forgetExpired(queries: Queries): Promise<void> {
  await forgetSessions(queries);
  await forgetChallenges(queries);
  await forgetEnrolments(queries);
  await forgetLogIns(queries);
  await forgetLogInCodes(queries);
}
