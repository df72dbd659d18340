import type { Database } from '../database/connect.ts';
import { consoleAccount } from '../database/schema/console.ts';
import { makeEnrolment } from './enrolments.ts';

/** Seconds for which the code of a start may be used. */
const seconds = 24 * 3600;

/**
 * The code that enrols the first operator, made anew at each start while nobody is enrolled; those of earlier starts stay valid
 * until somebody is, or for a day. Only its hash is stored.
 * @returns undefined where somebody is.
 */
export async function firstEnrolmentCode(database: Database): Promise<string | undefined> {
  if ((await database.$count(consoleAccount)) > 0) return undefined;
  const { code } = await makeEnrolment(database, { role: 'operator', seconds, isFirst: true });
  return code;
}
