/** For tests only: a house of invented films, and a vault that opens fast. */
import { encodeColumns } from '@parlour/catalogue/publish';
import type { VaultPlatform } from '@parlour/vault';
import type { CatalogueManifest, Item } from '@parlour/wire';
import { ParlourError } from '@parlour/wire';
import type { PublicFiles } from '../public-files.ts';

export const passphrase = 'correct horse battery staple';
const genres = ['Crime', 'Comedy', 'Western', 'Horror', 'Musical', 'War'];
const words = ['heist', 'wedding', 'ranch', 'ghost', 'stage', 'trench'];

/** 180 titles in six genres, with words of their genre in the synopsis. */
export function items(count = 180): Item[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `movie:film-${index}:2000`,
    type: 'Movie',
    name: `Film ${index}`,
    alternateNames: [],
    year: 1960 + (index % 60),
    genres: [genres[index % 6] ?? ''],
    runtime: 80 + (index % 50),
    directors: [`Director ${index % 18}`],
    cast: [],
    countries: [['SE', 'FR', 'JP'][Math.floor(index / 6) % 3] ?? ''],
    languages: [],
    synopsis: `A ${words[index % 6]} and another ${words[index % 6]}.`,
    platforms: [{ platform: index % 2 === 0 ? 'even' : 'odd' }],
    externalIds: {},
    source: 'test',
  }));
}

/** The bytes of what is published with the catalogue. */
export interface PublishedForTests {
  readonly collaborative?: Uint8Array<ArrayBuffer>;
  readonly fusion?: Uint8Array<ArrayBuffer>;
}

export function filesOf(
  all: readonly Item[],
  { collaborative, fusion }: PublishedForTests = {},
): PublicFiles {
  const columns = encodeColumns(all);
  const file = { path: 'columns', sha256: '0'.repeat(64), bytes: columns.length, brotliBytes: 0 };
  const manifest: CatalogueManifest = {
    format: 1,
    version: 'test',
    publishedAt: 0,
    items: all.length,
    columns: file,
    ...(collaborative && { collaborative: { ...file, path: 'collaborative' } }),
    ...(fusion && { fusion: { ...file, path: 'fusion' } }),
  };
  return {
    manifest: () => Promise.resolve(manifest),
    file: ({ path }) => Promise.resolve({ collaborative, fusion }[path] ?? columns),
    headList: () => Promise.reject(new Error('no list')),
    momentBasis: () => Promise.reject(new Error('no basis')),
    clusterCentroids: () => Promise.reject(new Error('no centroids')),
    fusionWeightings: () => Promise.reject(new Error('no weightings')),
  };
}

export function testPlatform(): Partial<VaultPlatform> {
  let marked = false;
  return {
    // Stands in for Argon2id, which takes seconds and is tested with the vault.
    argon2id: async (secret, salt) =>
      new Uint8Array(
        await crypto.subtle.digest('SHA-256', await new Blob([salt.slice(), secret.slice()]).arrayBuffer()),
      ),
    marker: {
      isSet: () => Promise.resolve(marked),
      set: () => Promise.resolve(void (marked = true)),
      clear: () => Promise.resolve(void (marked = false)),
    },
  };
}

export const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof ParlourError ? error.code : error),
  );
export const film = (index: number): string => `movie:film-${index}:2000`;
export const nothing = (): void => undefined;
