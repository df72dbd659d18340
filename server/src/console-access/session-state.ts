import type { SessionState } from '@parlour/wire';
import type { Database } from '../database/connect.ts';
import { consoleAccount } from '../database/schema/console.ts';
import { findSession, sessionHashOf } from './sessions.ts';

/** What a page of the console is told first. @param id of the session; none: nobody is signed in. */
export async function sessionState(
  database: Database,
  id: string | undefined,
  oidc: SessionState['oidc'],
): Promise<SessionState> {
  const session = id === undefined ? undefined : await findSession(database, sessionHashOf(id));
  const isUnclaimed = session === undefined && (await database.$count(consoleAccount)) === 0;
  return { session: session ?? null, isUnclaimed, oidc };
}
