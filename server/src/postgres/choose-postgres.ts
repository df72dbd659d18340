import type { DatabaseAddress } from '../database/connect.ts';
import { type OwnInstanceOptions, openOwnInstance } from './own-instance.ts';

/** The PostgreSQL that an installation works with. */
export interface ChosenPostgres {
  readonly address: DatabaseAddress;
  readonly isOwn: boolean;
  /** Lets go of it. An instance of our own stops with the last that does. */
  leave(): Promise<void>;
}

/**
 * The server that `url` names, if it names one; else an instance of our own. A server that merely happens to run on
 * the machine is never touched.
 */
export async function choosePostgres(
  url: string | undefined,
  own: OwnInstanceOptions,
): Promise<ChosenPostgres> {
  if (url) return { address: { connectionString: url }, isOwn: false, leave: async () => undefined };
  const instance = await openOwnInstance(own);
  return { ...instance, isOwn: true };
}
