import type { Catalogue, FeatureMatrix } from '@parlour/catalogue';
import { addCentred, dot, norm, normalised, rowDot, seededRandom } from '@parlour/model';
import { topRows } from '../list/top-rows.ts';
import { diversify } from '../list/diversify.ts';
import { type Facet, facetsOf } from './facet.ts';

export interface TasteGroup {
  /** Names the group within one catalogue, feature version and seed. */
  readonly id: string;
  readonly name: string;
  readonly rows: readonly number[];
}

export interface TasteContext {
  readonly catalogue: Catalogue;
  readonly features: FeatureMatrix;
  readonly mean: Float32Array;
  readonly popularity: Float32Array;
}

const groupCount = 12;
const groupSize = 5;
/** Well-known titles among which the groups are found. */
const poolSize = 1_500;
/** At most so many groups of one genre. */
const perGenre = 2;

/**
 * About a dozen groups of well-known titles, as unlike each other as the catalogue allows, for a person to choose from
 * instead of rating single titles. Each group is what its name says: every title has the genre, region, era it names.
 * Chosen by farthest point (Gonzalez 1985) over the groups' mean content features, in favour of groups that hang together.
 */
export function tasteGroups(context: TasteContext, seed: number): TasteGroup[] {
  const { catalogue, features, mean } = context;
  const random = seededRandom(seed);
  const known = wellKnown(context);
  const pool = topRows(
    [...known.keys()].filter((row) => (features.scales[row] ?? 0) > 0),
    (row) => known[row] ?? 0,
    poolSize,
  );
  const open = facetsOf(catalogue, pool, groupSize).map((facet) => ({
    facet,
    centre: centreOf(features, mean, facet.rows),
    // A group is worth more if it hangs together; the seed turns the scale among equals.
    worth: 0.5 * cohesion(features, mean, facet.rows) + 0.3 * random(),
  }));
  const groups: TasteGroup[] = [];
  const centres: Float32Array[] = [];
  const used = new Set<number>();
  const genres = new Map<string, number>();
  while (groups.length < groupCount) {
    let best: (typeof open)[number] | undefined;
    let bestValue = Number.NEGATIVE_INFINITY;
    for (const candidate of open) {
      if ((genres.get(candidate.facet.genre) ?? 0) >= perGenre) continue;
      if (unused(candidate.facet, used).length < groupSize) continue;
      const nearest = Math.max(-1, ...centres.map((centre) => dot(centre, candidate.centre)));
      const value = candidate.worth - nearest;
      if (value > bestValue) {
        best = candidate;
        bestValue = value;
      }
    }
    if (best === undefined) break;
    const { facet, centre } = best;
    const rows = members(context, known, unused(facet, used), centre);
    for (const row of rows) used.add(row);
    genres.set(facet.genre, (genres.get(facet.genre) ?? 0) + 1);
    centres.push(centre);
    open.splice(open.indexOf(best), 1);
    groups.push({ id: `${seed}:${facet.slug}`, name: facet.name, rows });
  }
  return groups;
}

/** The seed within a group's id, so that its group can be found again. */
export function seedOfTasteGroup(id: string): number | undefined {
  const seed = Number(id.slice(0, Math.max(0, id.indexOf(':'))) || Number.NaN);
  return Number.isInteger(seed) ? seed : undefined;
}

/** Public ratings where there are any; else in how many languages a title has a name of its own. */
function wellKnown({ catalogue, popularity }: TasteContext): Float32Array {
  if (popularity.some((value) => value > 0)) return popularity;
  return Float32Array.from({ length: catalogue.size }, (_, row) => catalogue.alternateNames(row).length);
}

function unused(facet: Facet, used: ReadonlySet<number>): number[] {
  return facet.rows.filter((row) => !used.has(row));
}

/** Typical of the group, well known, and not five of the same. */
function members(
  { features }: TasteContext,
  known: Float32Array,
  rows: readonly number[],
  centre: Float32Array,
): number[] {
  const most = Math.max(1e-9, ...rows.map((row) => known[row] ?? 0));
  const value = (row: number): number =>
    0.5 * rowDot(features, row, centre) + (0.5 * (known[row] ?? 0)) / most;
  return diversify(features, topRows(rows, value, 4 * groupSize), value, groupSize);
}

function centreOf(features: FeatureMatrix, mean: Float32Array, rows: readonly number[]): Float32Array {
  const centre = new Float32Array(features.dimension);
  for (const row of rows) addCentred(features, mean, row, 1 / rows.length, centre);
  return normalised(centre);
}

/** Length of the mean of the titles' centred features: 1 if all are alike, near 0 if they have nothing in common. */
function cohesion(features: FeatureMatrix, mean: Float32Array, rows: readonly number[]): number {
  const centre = new Float32Array(features.dimension);
  for (const row of rows) addCentred(features, mean, row, 1 / rows.length, centre);
  return norm(centre);
}
