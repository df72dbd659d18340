import { createHash } from 'node:crypto';
import { writePublicFile } from '@parlour/catalogue/publish';
import { canonicalJson } from '@parlour/private-aggregation';
import { HEAD_LIST_DIGITS, type HeadList, headListPath } from '@parlour/wire';
import { knownTitles } from './known-titles.ts';

/** A list that has been written beside the published catalogue. */
export interface WrittenList {
  /** The first 32 hex digits of its SHA-256: what a query calls it by. */
  readonly name: string;
  readonly items: readonly string[];
}

/**
 * Writes the list of the best-known titles of a published catalogue (`knownTitles`). The file stays when the catalogue is
 * published anew, for bundles that name it.
 */
export async function writeHeadList(folder: string, most: number): Promise<WrittenList> {
  const { catalogue, rows } = await knownTitles(folder, most);
  const items = rows.map((row) => catalogue.id(row));
  const list: HeadList = { format: 1, items };
  const bytes = new TextEncoder().encode(canonicalJson(list));
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, HEAD_LIST_DIGITS);
  await writePublicFile(folder, headListPath(name), bytes);
  return { name, items };
}
