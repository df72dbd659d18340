import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ParlourError } from '@parlour/wire';
import { readRows } from './read-rows.ts';

/** One person's rating of one title, by the set's own ids. */
export interface Rating {
  readonly person: string;
  readonly title: string;
  /** Since 1970. */
  readonly seconds: number;
}

/**
 * All ratings of a folder in MovieLens or MovieTweetings form that say when they were given, in the order of the file.
 * @throws ParlourError `bench/no-ratings`, `bench/unreadable`
 */
export async function* readRatings(folder: string): AsyncGenerator<Rating> {
  const names = await readdir(folder).catch(() => []);
  const file = names.find((name) => /^(?:ratings\.(?:csv|dat)|u\.data)(?:\.gz)?$/.test(name));
  if (file === undefined) {
    throw new ParlourError('bench/no-ratings', {
      message: `${folder} holds no ratings.csv, ratings.dat or u.data.`,
      meaning: 'It is not a folder in MovieLens or MovieTweetings form; nothing was read.',
      mend: 'Unpack the set and name the folder that its files are in.',
    });
  }
  for await (const [person = '', title = '', , time = ''] of readRows(join(folder, file))) {
    const seconds = Number(time);
    // The header of the `.csv` is no rating either.
    if (/^\d+$/.test(person) && /^\d+$/.test(title) && time !== '' && seconds >= 0)
      yield { person, title, seconds };
  }
}
