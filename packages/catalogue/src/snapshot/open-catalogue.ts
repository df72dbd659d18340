import type { Catalogue } from './catalogue.ts';

/** @throws ParlourError `catalogue/unreadable`, `catalogue/too-new` */
export function openCatalogue(columns: Uint8Array, version?: string): Catalogue {
  throw new Error(`being written: ${columns.length} ${version}`);
}
