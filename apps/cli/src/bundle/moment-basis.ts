import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Catalogue, contentFeatures } from '@parlour/catalogue';
import { writePublicFile } from '@parlour/catalogue/publish';
import {
  decodeBasis,
  encodeBasis,
  momentBasis,
  type MomentDesign,
  type NamedBasis,
  privatePopularity,
} from '@parlour/model/moments';
import { likelyShares } from '@parlour/recommend';
import { HEAD_LIST_DIGITS, momentBasisPath, ParlourError, type PublishedPopularity } from '@parlour/wire';
import { type KnownTitles, knownTitles } from './known-titles.ts';

/** A basis whose file lies beside the published catalogue. */
export interface WrittenBasis extends Pick<NamedBasis, 'popularity'> {
  /** The first 32 hex digits of its SHA-256: what a query calls it by. */
  readonly name: string;
  readonly design: MomentDesign;
  readonly titles: number;
}

/**
 * Writes a basis over the best-known titles of a published catalogue. Directions of content are spent where watches are: by what
 * people of this installation watch, else by public ratings, else evenly. The file stays when the catalogue is published anew.
 * @param designOf by how many titles there are, at most `most`, and for how many a person counts in the popularity query, on average.
 */
export async function writeBasis(
  folder: string,
  most: number,
  designOf: (titles: number, titlesEach: number) => MomentDesign,
): Promise<WrittenBasis> {
  const known = await knownTitles(folder, most);
  const { catalogue, rows } = known;
  const { counts, source } = countsOf(known);
  const shares = privatePopularity(counts);
  const popularity = new Float64Array(catalogue.size);
  rows.forEach((row, place) => {
    popularity[row] = shares[place];
  });
  const design = designOf(rows.length, titlesEach(known.watched));
  const basis = momentBasis(contentFeatures(catalogue), popularity, design);
  const bytes = encodeBasis(basis, rows, (row) => catalogue.id(row), source);
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, HEAD_LIST_DIGITS);
  await writePublicFile(folder, momentBasisPath(name), bytes);
  return { name, design, titles: rows.length, popularity: source };
}

/** A basis that was written before; undefined where its file is gone or cannot be read any more. */
export async function readBasis(folder: string, name: string): Promise<WrittenBasis | undefined> {
  const bytes = await readFile(join(folder, momentBasisPath(name))).catch(() => undefined);
  if (bytes === undefined) return undefined;
  try {
    const { basis, items, popularity } = decodeBasis(bytes);
    return { name, design: basis.design, titles: items.length, popularity };
  } catch (error) {
    if (error instanceof ParlourError) return undefined;
    throw error;
  }
}

/** By place in `rows`. */
function countsOf({ catalogue, rows, watched }: KnownTitles): {
  counts: Float64Array;
  source: NamedBasis['popularity'];
} {
  if (watched !== undefined) {
    const shares = likelyShares(watched);
    // A title that was not asked about is not taken for unwatched; without others it may be watched by as many as the noise hides.
    const least = shares.values().reduce((smallest, share) => Math.min(smallest, share));
    const unknown = watched.others === undefined ? watched.noise : least;
    const counts = Float64Array.from(rows, (row) => shares.get(catalogue.id(row)) ?? unknown);
    if (rows.some((row) => shares.has(catalogue.id(row)))) return { counts, source: 'people' };
  }
  const counts = Float64Array.from(rows, (row) => ratingsOf(catalogue, row));
  return { counts, source: counts.some((count) => count > 0) ? 'public-ratings' : 'even' };
}

const titlesEach = (watched: PublishedPopularity | undefined): number =>
  watched === undefined
    ? 0
    : likelyShares(watched)
        .values()
        .reduce((sum, share) => sum + share, 0);

const ratingsOf = (catalogue: Catalogue, row: number): number => catalogue.publicRatings(row)?.count ?? 0;
