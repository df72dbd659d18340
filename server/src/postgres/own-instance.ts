import { ensureRunning } from './ensure-running.ts';
import type { BinariesSearch } from './find-binaries.ts';
import { holdInstance, type OwnInstance } from './hold-instance.ts';
import { openInstanceHome } from './instance-home.ts';
import type { PostgresSettings } from './launch.ts';

export interface OwnInstanceOptions {
  /** Folder of the instance; made if need be. */
  readonly folder: string;
  readonly search: BinariesSearch;
  /** Settings beside ours, for tests. */
  readonly settings?: PostgresSettings;
  /** Refuse where another that said so too uses the folder: `npm start`, of which there is one a data folder. */
  readonly alone?: boolean;
  /** Let the instance run on when the last one leaves it, for tests that come after each other. */
  readonly keep?: boolean;
}

/**
 * Makes (`initdb`, once), starts or joins the instance in a folder. One that a killed process left running is taken
 * over. Which process uses it is known by locks that PostgreSQL itself drops with a process, so that nothing is stale.
 *
 * @throws ParlourError `postgres/in-use` for a second that wants to be alone, `postgres/none`, `postgres/other-version`,
 * `postgres/not-made`, `postgres/not-started`.
 */
export async function openOwnInstance(options: OwnInstanceOptions): Promise<OwnInstance> {
  const home = await openInstanceHome(options.folder);
  return holdInstance({
    data: home.data,
    start: () => ensureRunning(home, options.search, options.settings ?? {}),
    alone: options.alone ?? false,
    keep: options.keep ?? false,
  });
}
