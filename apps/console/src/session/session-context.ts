import { createContext, use } from 'react';
import type { ConsoleSession } from '@parlour/wire';

export const SessionContext = createContext<ConsoleSession | undefined>(undefined);

/** Who is signed in; there is always somebody on the pages behind the gate. */
export function useSession(): ConsoleSession {
  const session = use(SessionContext);
  if (session === undefined) throw new TypeError('A page behind the gate was shown in front of it.');
  return session;
}

/** Whether whoever is signed in may change anything. The server holds everybody to it; pages only offer nothing in vain. */
export const useMayChange = (): boolean => useSession().account.role === 'operator';
