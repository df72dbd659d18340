import type { Watched } from '@parlour/model/collaborative';

/** What a cluster of at least 50 people likes, as the aggregator gives it: catalogue rows with their share of its people. */
export interface ClusterHead {
  readonly name: string;
  readonly favourites: readonly { readonly row: number; readonly share: number }[];
}

export interface ClusterScores {
  readonly name: string;
  /** By item of the model; 0 for all others. */
  readonly scores: ReadonlyMap<number, number>;
}

/** Weight of the nearest cluster beside the other terms, which are in units of their root mean square. */
const clusterShare = 0.1;

/**
 * User-user by way of clusters: the favourites of the one whose head is nearest to the person (cosine), times that cosine.
 * Nothing where there are no clusters or none has anything in common with the person.
 */
export function clusterTerm(
  heads: readonly ClusterHead[],
  itemOf: Int32Array,
  items: number,
): (watched: readonly Watched[]) => ClusterScores | undefined {
  const ready = heads.map(({ name, favourites }) => {
    const shares = new Map<number, number>();
    for (const { row, share } of favourites) {
      const item = itemOf[row] ?? -1;
      if (item >= 0) shares.set(item, share);
    }
    return { name, shares, length: Math.hypot(...shares.values()) };
  });
  return (watched) => {
    const own = Math.sqrt(watched.reduce((sum, { weight }) => sum + weight ** 2, 0));
    let nearest: (typeof ready)[number] | undefined;
    let cosine = 0;
    for (const head of ready) {
      const common = watched.reduce(
        (sum, { item, weight }) => sum + weight * (head.shares.get(item) ?? 0),
        0,
      );
      if (common > cosine * own * head.length) [nearest, cosine] = [head, common / (own * head.length)];
    }
    if (nearest === undefined) return undefined;
    const scores = new Map<number, number>();
    const unit = (clusterShare * cosine * Math.sqrt(items)) / nearest.length;
    for (const [item, share] of nearest.shares) scores.set(item, share * unit);
    return { name: nearest.name, scores };
  };
}
