import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { encodingOf } from '../files/encoding-of.ts';
import { readLines } from '../files/read-lines.ts';
import type { OnBytes } from '../part.ts';

export interface RatingRow {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Genres of MovieLens 100k, in the order of the flags of `u.item`. */
const flagged =
  "unknown|Action|Adventure|Animation|Children's|Comedy|Crime|Documentary|Drama|Fantasy|Film-Noir|Horror|Musical|Mystery|Romance|Sci-Fi|Thriller|War|Western".split(
    '|',
  );

/** Which file of a folder holds the titles, the links or the ratings: `.csv`, `.dat`, or as MovieLens 100k names it; packed or not. */
export function ratingFile(
  names: readonly string[],
  base: 'movies' | 'links' | 'ratings',
): string | undefined {
  const oldest = { movies: '|u\\.item', ratings: '|u\\.data', links: '' }[base];
  const wanted = new RegExp(`^(?:${base}\\.(?:csv|dat)${oldest})(?:\\.gz)?$`);
  return names.find((name) => wanted.test(name));
}

/** The rows of such a file, without the header that the `.csv` have. Titles are `film, title, genres` in every form. */
export async function* ratingRows(
  folder: string,
  file: string,
  onBytes?: OnBytes,
): AsyncGenerator<RatingRow> {
  const plain = file.replace(/\.gz$/, '');
  const isCsv = plain.endsWith('.csv');
  const cellsOf = plain === 'u.item' ? ofItem : plain === 'u.data' ? ofTabs : isCsv ? ofCsv : ofDat;
  // Ratings are digits in any encoding, and too many to be read twice.
  const isText = /^(?:movies\.|u\.item)/.test(plain);
  const path = join(folder, file);
  const encoding = isText ? await encodingOf(path) : 'utf8';
  let line = 0;
  for await (const text of readLines(path, onBytes, encoding)) {
    line++;
    if (text === '' || (isCsv && line === 1)) continue;
    yield { line, cells: cellsOf(text) };
  }
}

const ofDat = (text: string): readonly string[] => text.split('::');
const ofTabs = (text: string): readonly string[] => text.split('\t');

function ofItem(text: string): readonly string[] {
  const cells = text.split('|');
  const [film = '', title = ''] = cells;
  const flags = cells.slice(5);
  if (flags.length !== flagged.length) return [];
  return [film, title, flagged.filter((_, at) => flags[at] === '1').join('|')];
}

function ofCsv(text: string): readonly string[] {
  if (!text.includes('"')) return text.split(',');
  const [cells] = parse(text, { relax_quotes: true, relax_column_count: true }) as string[][];
  return cells ?? [];
}
