import {
  CatalogueManifest,
  clusterCentroidsPath,
  fusionWeightingsPath,
  HeadList,
  headListPath,
  momentBasisPath,
  ParlourError,
  type PublicFile,
} from '@parlour/wire';
import * as v from 'valibot';

/** The public way as the brain sees it: the same bytes for everybody, nothing personal in any request. */
export interface PublicFiles {
  /** @throws ParlourError `catalogue/unreachable`, `catalogue/bad-manifest` */
  manifest(): Promise<CatalogueManifest>;
  /** Bytes whose SHA-256 is the one the manifest gives. @throws ParlourError `catalogue/unreachable`, `catalogue/damaged` */
  file(file: PublicFile): Promise<Uint8Array<ArrayBuffer>>;
  /** The list of that name, the beginning of its SHA-256. @throws ParlourError as `file` */
  headList(name: string): Promise<HeadList>;
  /** The file of the basis of that name, the beginning of its SHA-256. @throws ParlourError as `file` */
  momentBasis(name: string): Promise<Uint8Array<ArrayBuffer>>;
  /** The file of the centroids of that name, the beginning of its SHA-256. @throws ParlourError as `file` */
  clusterCentroids(name: string): Promise<Uint8Array<ArrayBuffer>>;
  /** The file of the ways of mixing of that name, the beginning of its SHA-256. @throws ParlourError as `file` */
  fusionWeightings(name: string): Promise<Uint8Array<ArrayBuffer>>;
}

const folder = '/catalogue/';

/** The only place of the brain that opens a connection. */
export function publicFiles(): PublicFiles {
  return {
    async manifest() {
      const bytes = await get(`${folder}manifest.json`, 'no-cache');
      try {
        return v.parse(CatalogueManifest, JSON.parse(new TextDecoder().decode(bytes)));
      } catch (error) {
        throw badManifest(error);
      }
    },
    file: ({ path, sha256 }) => whole(path, sha256),
    async headList(name) {
      const bytes = await whole(headListPath(name), name);
      try {
        return v.parse(HeadList, JSON.parse(new TextDecoder().decode(bytes)));
      } catch {
        throw damaged();
      }
    },
    momentBasis: (name) => whole(momentBasisPath(name), name),
    clusterCentroids: (name) => whole(clusterCentroidsPath(name), name),
    fusionWeightings: (name) => whole(fusionWeightingsPath(name), name),
  };
}

/** Bytes whose SHA-256 begins with these hex digits. */
async function whole(path: string, sha256: string): Promise<Uint8Array<ArrayBuffer>> {
  const address = `${folder}${path}`;
  const kept = await get(address, 'default');
  if (await isWhole(kept, sha256)) return kept;
  // A damaged copy may lie in a cache: it must not stand in the way of a whole one.
  await forget(address);
  const fresh = await get(address, 'reload');
  if (await isWhole(fresh, sha256)) return fresh;
  await forget(address);
  throw damaged();
}

async function get(address: string, cache: RequestCache): Promise<Uint8Array<ArrayBuffer>> {
  let response: Response;
  try {
    response = await fetch(address, { cache, credentials: 'omit' });
  } catch (error) {
    throw unreachable(error);
  }
  if (!response.ok) throw unreachable(new Error(`${address} was answered with ${response.status}`));
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw unreachable(error);
  }
}

async function isWhole(bytes: Uint8Array<ArrayBuffer>, sha256: string): Promise<boolean> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .startsWith(sha256);
}

async function forget(address: string): Promise<void> {
  if (!('caches' in globalThis)) return;
  for (const name of await caches.keys()) await (await caches.open(name)).delete(address);
}

function unreachable(cause: unknown): ParlourError {
  return new ParlourError(
    'catalogue/unreachable',
    {
      message: 'The catalogue could not be loaded.',
      meaning: 'Without it there are no titles to recommend. Your own data is not affected.',
      mend: 'Check your connection and try again; after the first visit Parlour works offline.',
    },
    { cause },
  );
}

function badManifest(cause: unknown): ParlourError {
  return new ParlourError(
    'catalogue/bad-manifest',
    {
      message: 'The server gave a table of contents of the catalogue that Parlour cannot read.',
      meaning: 'No titles can be shown until that is mended. Your own data is not affected.',
      mend: 'Reload the page; if it stays like this, tell whoever runs this server.',
    },
    { cause },
  );
}

function damaged(): ParlourError {
  return new ParlourError('catalogue/damaged', {
    message: 'The catalogue arrived damaged: its content is not what the server announced.',
    meaning: 'Parlour does not use it, because nobody knows what is in it. Your own data is not affected.',
    mend: 'Reload the page; if it stays like this, tell whoever runs this server.',
  });
}
