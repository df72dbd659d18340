import { ParlourError } from '@parlour/wire';
import { readStreamingCsv } from './csv/read-streaming-csv.ts';
import { readJsonLd } from './json-ld/read-json-ld.ts';
import type { OnBytes, Reading } from './part.ts';
import { readMovieLens, readMovieTweetings } from './ratings/read-ratings-folder.ts';
import { readTmdb } from './tmdb/read-tmdb.ts';

export interface ReadOptions {
  readonly onBytes?: OnBytes;
  /** The platform of a `streaming-csv`, as a slug. */
  readonly platform?: string;
  readonly includeAdult?: boolean;
  readonly includeVideo?: boolean;
}

type Read = (path: string, options: ReadOptions) => AsyncIterable<Reading>;

const formats: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['jsonld', (path, { onBytes }) => readJsonLd(path, onBytes ? { onBytes } : {})],
  ['netflix-csv', (path, { onBytes }) => readStreamingCsv(path, 'netflix', onBytes)],
  ['prime-csv', (path, { onBytes }) => readStreamingCsv(path, 'primevideo', onBytes)],
  ['disney-csv', (path, { onBytes }) => readStreamingCsv(path, 'disneyplus', onBytes)],
  ['streaming-csv', (path, { onBytes, platform }) => readStreamingCsv(path, checked(platform), onBytes)],
  ['movielens', (path, { onBytes }) => readMovieLens(path, onBytes)],
  ['movietweetings', (path, { onBytes }) => readMovieTweetings(path, onBytes)],
  ['tmdb', (path, options) => readTmdb(path, options)],
]);

export const formatNames: readonly string[] = [...formats.keys()];

/**
 * Reads a source in a named format. What cannot be read at all throws; what is wrong with single rows comes as refusals.
 *
 * @throws ParlourError `catalogue/unknown-format`, `catalogue/no-platform`, and those of the formats
 */
export function readFormat(format: string, path: string, options: ReadOptions = {}): AsyncIterable<Reading> {
  const read = formats.get(format);
  if (read) return read(path, options);
  throw new ParlourError('catalogue/unknown-format', {
    message: `"${format}" is no format that can be imported.`,
    meaning: 'Nothing was imported.',
    mend: `Use one of ${formatNames.join(', ')}.`,
  });
}

function checked(platform: string | undefined): string {
  if (platform !== undefined && /^[a-z0-9][a-z0-9-]*$/.test(platform)) return platform;
  throw new ParlourError('catalogue/no-platform', {
    message:
      platform === undefined
        ? 'It was not said which platform the list is of.'
        : `"${platform}" is no name of a platform.`,
    meaning: 'Nothing was imported.',
    mend: 'Name it by --platform in small letters, digits and hyphens, for example --platform hulu.',
  });
}
