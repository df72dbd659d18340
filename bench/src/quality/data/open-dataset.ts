import { type Catalogue, openCatalogue } from '@parlour/catalogue';
import { itemId } from '@parlour/catalogue/import';
import { encodeColumns } from '@parlour/catalogue/publish';
import { type Item, ParlourError } from '@parlour/wire';
import { type RatingFolder, readRatingFolder } from './rating-folder.ts';
import { readSplit, type SplitRow } from './read-split.ts';

/** A split over the catalogue of the titles in it. */
export interface Dataset {
  readonly catalogue: Catalogue;
  /** What the catalogue was opened from. */
  readonly columns: Uint8Array;
  /** Oldest first. */
  readonly rows: readonly (SplitRow & { readonly row: number })[];
  /** What of the split the folder does not know, in whole sentences. */
  readonly notes: readonly string[];
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
  const all = await readSplit(split);
  const people = new Set(all.map(({ person }) => person));
  const folder = await readRatingFolder(data, people);
  const rows = all.filter(
    ({ person, title }) => !((folder.ratings.get(person)?.get(title) ?? Infinity) < (ratingsAtLeast ?? 0)),
  );
  const ids = idsOf(folder);
  const wanted = new Set(rows.map(({ title }) => title));
  const notes = unknownTo(folder, data, wanted, people);
  const columns = encodeColumns(itemsOf(folder, ids, wanted, rows));
  const catalogue = openCatalogue(columns);
  return {
    catalogue,
    columns,
    notes,
    rows: rows.map((row) => ({ ...row, row: catalogue.rowOf(ids.get(row.title) ?? row.title) })),
  };
}

/** @throws ParlourError `bench/another-set` where it knows no title at all */
function unknownTo(
  { titles, ratings }: RatingFolder,
  data: string,
  wanted: ReadonlySet<string>,
  people: ReadonlySet<string>,
): string[] {
  const strange = [...wanted].filter((title) => !titles.has(title));
  const silent = [...people].filter((person) => !ratings.has(person));
  if (strange.length === wanted.size) {
    throw new ParlourError('bench/another-set', {
      message: `${data} knows none of the ${wanted.size} titles of the split.`,
      meaning: 'The split is of another set; nothing was measured.',
      mend: 'Name the folder that the split was made of.',
    });
  }
  const some = (ids: readonly string[]) => `${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ', ...' : ''}`;
  return [
    ...(strange.length > 0
      ? [
          `${strange.length} of ${wanted.size} titles of the split are not in ${data} (${some(strange)}); they take part without name and genres.`,
        ]
      : []),
    ...(silent.length > 0
      ? [
          `${silent.length} of ${people.size} people of the split have no rating in ${data} (${some(silent)}); what the split says of them counts.`,
        ]
      : []),
  ];
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
    const rating = folder.ratings.get(person)?.get(title);
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
