import { type Database, firstEnrolmentCode } from '@parlour/server';
import { say } from '../say.ts';

/**
 * While nobody may sign in to the console, tells whoever is at the terminal the code that enrols the first operator. It is told
 * on standard error, by no logger; where that is not read by a person at once, as in a container, `isAttended` is false and the
 * code is not made.
 */
export async function sayFirstEnrolment(
  database: Database,
  { address, isAttended }: { readonly address: string; readonly isAttended: boolean },
): Promise<void> {
  if (!isAttended) return;
  const code = await firstEnrolmentCode(database);
  if (code === undefined) return;
  say(`Nobody may sign in to the console yet. Open ${address}/console/ and enrol with this code:`);
  say(`  ${code}`);
  say('It enrols one person, an operator, within a day. The next start prints another until somebody is.');
}
