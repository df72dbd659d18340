import { findBinaries } from '../find-binaries.ts';
import { chooseBinaries } from '../postgres-binaries.ts';

/** The folder of the binaries that a new instance would be made with. */
export async function postgresFolder(): Promise<string> {
  const only = process.env.PARLOUR_POSTGRES;
  return chooseBinaries(await findBinaries({ path: process.env.PATH, ...(only && { only }) })).folder;
}
