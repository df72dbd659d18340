import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Part, readFormat } from '@parlour/catalogue/import';
import { ParlourError } from '@parlour/wire';
import { readRows } from './read-rows.ts';

/** What a folder in MovieLens or MovieTweetings form holds. */
export interface RatingFolder {
  /** Titles by the folder's own id, leading zeros dropped. */
  readonly titles: ReadonlyMap<string, Omit<Part, 'key'>>;
  /** By person and title, in the folder's own scale. Of the people asked for. */
  readonly ratings: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** The scale: 10 for MovieTweetings, 5 for MovieLens. */
  readonly highest: number;
}

export const plainId = (id: string): string => id.replace(/^0+(?=.)/, '');

/**
 * Reads titles, and the ratings of `people`. Which of the two forms it is shows in the ratings: only MovieTweetings goes above 5.
 *
 * @throws ParlourError `bench/no-ratings` and those of the importer
 */
export async function readRatingFolder(folder: string, people: ReadonlySet<string>): Promise<RatingFolder> {
  const names = await readdir(folder).catch(() => []);
  const file = names.find((name) => /^(?:ratings\.(?:csv|dat)|u\.data)(?:\.gz)?$/.test(name));
  if (file === undefined) {
    throw new ParlourError('bench/no-ratings', {
      message: `${folder} holds no ratings.csv, ratings.dat or u.data.`,
      meaning: 'It is not a folder in MovieLens or MovieTweetings form; nothing was measured.',
      mend: 'Unpack the set and name the folder that its files are in.',
    });
  }
  const ratings = new Map<string, Map<string, number>>();
  /** One string a title, however often it is rated. */
  const ids = new Map<string, string>();
  let highest = 5;
  for await (const [person = '', title = '', rating = ''] of readRows(join(folder, file))) {
    const value = Number(rating);
    if (rating === '' || Number.isNaN(value)) continue;
    if (value > 5) highest = 10;
    const who = plainId(person);
    if (!people.has(who)) continue;
    const own = ratings.get(who) ?? new Map<string, number>();
    ratings.set(who, own);
    const id = ids.get(title) ?? plainId(title);
    ids.set(title, id);
    own.set(id, value);
  }
  const titles = new Map<string, Omit<Part, 'key'>>();
  for await (const reading of readFormat(highest > 5 ? 'movietweetings' : 'movielens', folder)) {
    if (reading.kind !== 'part') continue;
    // Of all people's ratings: those of the tested ones must not be seen by any strategy.
    const { publicRatings: _, ratedOn: __, key, ...part } = reading.part;
    titles.set(plainId(key), part);
  }
  return { titles, ratings, highest };
}
