import type { Catalogue } from '@parlour/catalogue';
import { regionOf } from './region-of.ts';

/** A plain description that some titles share, and the titles. */
export interface Facet {
  /** Stable, for addresses: `crime-from-scandinavia`. */
  readonly slug: string;
  /** "Crime from Scandinavia" */
  readonly name: string;
  readonly genre: string;
  readonly rows: readonly number[];
}

/** Genres that tell of the form rather than the taste, or of nearly everything. */
const sayNothing: ReadonlySet<string> = new Set(['Short', '(no genres listed)']);

/** All facets with at least `fewest` of `rows`: a genre with a region, a decade, another genre, or as series. */
export function facetsOf(catalogue: Catalogue, rows: readonly number[], fewest: number): Facet[] {
  const found = new Map<string, { genre: string; rows: number[] }>();
  for (const row of rows) {
    const genres = catalogue.genres(row).filter((genre) => !sayNothing.has(genre));
    for (const genre of genres) {
      for (const name of namesOf(catalogue, row, genre, genres)) {
        const facet = found.get(name);
        if (facet === undefined) found.set(name, { genre, rows: [row] });
        else facet.rows.push(row);
      }
    }
  }
  return [...found]
    .filter(([, facet]) => facet.rows.length >= fewest)
    .map(([name, facet]) => ({ name, slug: slugOf(name), ...facet }))
    .sort((left, right) => (left.slug < right.slug ? -1 : 1));
}

function namesOf(catalogue: Catalogue, row: number, genre: string, genres: readonly string[]): string[] {
  const names: string[] = [];
  const region = regionOf(catalogue.countries(row));
  const series = catalogue.type(row) === 'TVSeries';
  if (region !== undefined) names.push(`${genre} from ${region}`);
  if (series) names.push(`${genre} series`);
  const era = eraOf(catalogue.year(row));
  if (era !== undefined && !series) names.push(`${genre} ${era}`);
  for (const other of genres) if (genre < other) names.push(`${genre} and ${lowerFirst(other)}`);
  return names;
}

function eraOf(year: number | undefined): string | undefined {
  if (year === undefined) return undefined;
  if (year < 1960) return 'from before 1960';
  if (year < 1980) return 'of the 1960s and 70s';
  if (year < 2000) return 'of the 1980s and 90s';
  if (year < 2015) return 'of the 2000s';
  return 'of the last years';
}

function lowerFirst(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1);
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
}
