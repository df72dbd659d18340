import { type Catalogue, openCatalogue } from '@parlour/catalogue';
import { itemId } from '@parlour/catalogue/import';
import { encodeColumns } from '@parlour/catalogue/publish';
import type { Item } from '@parlour/wire';
import { type RatingFolder, ratingKey, readRatingFolder } from './rating-folder.ts';
import { readSplit, type SplitRow } from './read-split.ts';

/** A split over the catalogue of the titles in it. */
export interface Dataset {
  readonly catalogue: Catalogue;
  /** What the catalogue was opened from. */
  readonly columns: Uint8Array;
  /** Oldest first. */
  readonly rows: readonly (SplitRow & { readonly row: number })[];
}

export interface DatasetOptions {
  readonly data: string;
  readonly split: string;
  /** Rows of the split whose rating is below this are left out; those without a rating stay. */
  readonly ratingsAtLeast?: number | undefined;
}

/**
 * The titles of the split become a catalogue as an operator's import would give it, with the same ids; public ratings
 * are counted over the train part alone.
 */
export async function openDataset({ data, split, ratingsAtLeast }: DatasetOptions): Promise<Dataset> {
  const folder = await readRatingFolder(data);
  const rows = (await readSplit(split)).filter(
    ({ person, title }) =>
      !((folder.ratings.get(ratingKey(person, title)) ?? Infinity) < (ratingsAtLeast ?? 0)),
  );
  const ids = idsOf(folder);
  const wanted = new Set(rows.map(({ title }) => title));
  const columns = encodeColumns(itemsOf(folder, ids, wanted, rows));
  const catalogue = openCatalogue(columns);
  return {
    catalogue,
    columns,
    rows: rows.map((row) => ({ ...row, row: catalogue.rowOf(ids.get(row.title) ?? row.title) })),
  };
}

function idsOf(folder: RatingFolder): Map<string, string> {
  const taken = new Set<string>();
  return new Map(
    Array.from(folder.titles, ([title, part]) => {
      const id = itemId(part, (other) => taken.has(other));
      taken.add(id);
      return [title, id];
    }),
  );
}

function itemsOf(
  folder: RatingFolder,
  ids: ReadonlyMap<string, string>,
  wanted: ReadonlySet<string>,
  rows: readonly SplitRow[],
): Item[] {
  const publicRatings = new Map<string, { count: number; sum: number }>();
  for (const { part, person, title } of rows) {
    if (part !== 'train') continue;
    const rating = folder.ratings.get(ratingKey(person, title));
    const before = publicRatings.get(title) ?? { count: 0, sum: 0 };
    before.count++;
    before.sum += rating === undefined ? 1 : rating / folder.highest;
    publicRatings.set(title, before);
  }
  return Array.from(wanted, (title) => {
    const part = folder.titles.get(title);
    const found = publicRatings.get(title);
    return {
      ...(part ?? unknownTitle(title)),
      id: ids.get(title) ?? title,
      ...(found && { publicRatings: { count: found.count, mean: Math.min(1, found.sum / found.count) } }),
    };
  });
}

/** A title that the split names and the folder does not. */
function unknownTitle(title: string): Omit<Item, 'id'> {
  return {
    type: 'Movie',
    name: title,
    alternateNames: [],
    genres: [],
    directors: [],
    cast: [],
    countries: [],
    languages: [],
    platforms: [],
    externalIds: {},
    source: 'split',
  };
}
