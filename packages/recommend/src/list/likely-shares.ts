import type { PublishedPopularity } from '@parlour/wire';

/** By item, the share of people here who watched it, or most likely did: of titles that stand out, then of the others. */
export const likelyShares = ({ items, shares, others }: PublishedPopularity): ReadonlyMap<string, number> =>
  new Map([
    ...items.map((item, place) => [item, shares[place]] as const),
    ...(others?.items ?? []).map((item, place) => [item, others?.shares[place] ?? 0] as const),
  ]);
