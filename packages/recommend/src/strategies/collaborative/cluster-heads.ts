import type { Watched } from '@parlour/model/collaborative';

/** What a cluster of at least 50 people likes, as the aggregator gives it: catalogue rows with their share of its people. */
export interface ClusterHead {
  readonly name: string;
  readonly favourites: readonly { readonly row: number; readonly share: number }[];
}

/** A title that places a person: its row, and -1..1 how much. */
export interface RowWeight {
  readonly row: number;
  readonly weight: number;
}

/** Which of the heads is a person's own, and how much like it the person is, 0..1. */
export interface OwnHead {
  readonly head: number;
  readonly likeness: number;
}

export interface ClusterScores {
  readonly name: string;
  /** By item of the model; 0 for all others. */
  readonly scores: ReadonlyMap<number, number>;
}

/** Weight of the nearest cluster beside the other terms, which are in units of their root mean square. */
const clusterShare = 0.1;

/**
 * User-user by way of clusters: the favourites of the person's own cluster times how much like it they are. Which it is may be known
 * (`own`); else it is the one whose head is nearest to the person (cosine), if any has anything in common with them.
 */
export function clusterTerm(
  heads: readonly ClusterHead[],
  itemOf: Int32Array,
  items: number,
): (watched: readonly Watched[], own?: OwnHead) => ClusterScores | undefined {
  const ready = heads.map(({ name, favourites }) => {
    const shares = new Map<number, number>();
    for (const { row, share } of favourites) {
      const item = itemOf[row] ?? -1;
      if (item >= 0) shares.set(item, share);
    }
    return { name, shares, length: Math.hypot(...shares.values()) };
  });
  const nearestTo = (watched: readonly Watched[]): OwnHead | undefined => {
    const own = Math.sqrt(watched.reduce((sum, { weight }) => sum + weight ** 2, 0));
    let nearest: OwnHead | undefined;
    ready.forEach(({ shares, length }, head) => {
      const common = watched.reduce((sum, { item, weight }) => sum + weight * (shares.get(item) ?? 0), 0);
      if (common > (nearest?.likeness ?? 0) * own * length)
        nearest = { head, likeness: common / (own * length) };
    });
    return nearest;
  };
  return (watched, own) => {
    const chosen = own ?? nearestTo(watched);
    const head = chosen && ready[chosen.head];
    if (chosen === undefined || head === undefined || !(chosen.likeness > 0) || head.length === 0)
      return undefined;
    const scores = new Map<number, number>();
    const unit = (clusterShare * chosen.likeness * Math.sqrt(items)) / head.length;
    for (const [item, share] of head.shares) scores.set(item, share * unit);
    return { name: head.name, scores };
  };
}
