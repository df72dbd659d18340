import { HEAD_LIST_DIGITS, type Query } from '@parlour/wire';
import type { AskedQuery, QueryAnswer, QueryKind, QueryMaterial } from './query-kind.ts';

const family = 'clusters';
const name = new RegExp(`^${family}/([0-9a-f]{${HEAD_LIST_DIGITS}})$`);

/** The query over centroids. @param centroids the first 32 hex digits of the SHA-256 of their file. */
export const clustersId = (centroids: string): string => `${family}/${centroids}`;

/** The centroids that a query of this kind names: 32 hex digits; undefined of any other query. */
export const clustersOf = ({ id, version }: Pick<Query, 'id' | 'version'>): string | undefined =>
  version === 1 ? name.exec(id)?.[1] : undefined;

/** Numbers of one slot: whether the person is in it, and where along each axis. */
export const slotLength = (axes: number): number => 1 + axes;

/** What lets a one and a point of norm 1 through a clip of `norm`, and no rounding takes anything away. */
export const clustersScale = (norm: number): number => (norm / Math.SQRT2) * (1 - 2 ** -40);

/**
 * What kinds of people there are: one step of k-means. The query names public centroids; a device finds the one nearest to its person by
 * itself, says in that slot a 1 and where the person lies (norm 1 at most), and in all others zeros. So nobody counts for more than one
 * cluster nor more than once, the norm is at most sqrt(2), and which slot it was is behind the noise like everything else. A device
 * answers two such queries in its life (`lifetimes` of the ledger), each once.
 */
export const clusters: QueryKind = {
  family,
  version: 1,
  meaning: () =>
    'A 1 for the one of several groups of people whose taste is nearest to yours, and which kinds of titles you like; zeros for all other groups. Your device does this twice in its life at most.',
  accepts: ({ query: { id, scale }, norm }) => name.test(id) && scale * Math.SQRT2 <= norm,
  fileOf: ({ id }: Query) => ({ is: 'cluster-centroids', name: name.exec(id)?.[1] ?? '' }),
  answer({ query: { dimension } }: AskedQuery, { watched, placeOf }: QueryMaterial): QueryAnswer {
    const vector = new Float64Array(dimension);
    const own = placeOf?.(watched);
    if (own === undefined || own.clusters * slotLength(own.point.length) !== dimension)
      return { vector, items: [] };
    const { cluster, point, items } = own;
    const start = cluster * slotLength(point.length);
    const length = Math.hypot(...Array.from(point));
    if (!Number.isFinite(length)) return { vector, items: [] };
    vector[start] = 1;
    for (let axis = 0; axis < point.length; axis++)
      vector[start + 1 + axis] = point[axis] / Math.max(1, length);
    return { vector, items };
  },
};
