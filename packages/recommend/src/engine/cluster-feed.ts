import { fuse } from '../fusion/fuse.ts';
import { spreadBy } from '../diversity/spread.ts';
import { lowCosine } from '../space/likeness.ts';
import type { History } from '../strategies/strategy.ts';
import { startingWeights } from '../fusion/fusion-weights.ts';
import { leastTrust, unknownTrust } from '../trust/trust.ts';
import { checkRequest } from './check-request.ts';
import type { EngineParts } from './engine-parts.ts';
import { type House, openHouse } from './house.ts';
import { leaveOutFailing } from './leave-out-failing.ts';
import { rankMembers } from './rank-members.ts';
import { noHabits } from '../strategies/context/habits.ts';
import { resultCache } from './result-cache.ts';
import type { RecommendRequest } from './recommend-request.ts';
import { openSitting } from './sitting.ts';

/** What a cluster of at least 50 people is shown: nothing in it is about any one person. */
export interface FeedEntry {
  readonly item: string;
  /** Of the first title's, 0..1. */
  readonly score: number;
}

export interface ClusterFeeds {
  /** @throws ParlourError `recommend/bad-request`; an unknown cluster has an empty feed. */
  feed(cluster: string, request: FeedRequest): readonly FeedEntry[];
}

export type FeedRequest = Pick<RecommendRequest, 'count' | 'exclude' | 'types' | 'genres' | 'platforms'>;

/** So many candidates compete for each place. */
const competing = 2;
const keptFeeds = 2_000;
/** Some 60 kB each. */
const keptHeads = 500;
const day = 86_400_000;
const lifetime = 600_000;

interface Head {
  readonly rows: Int32Array;
  readonly scores: Float64Array;
  readonly items: readonly string[];
  /** Of the first `compared` rows with each other. */
  readonly likeness: Float32Array;
}

const compared = 100;

/**
 * Feeds for clusters of people, by the same strategies and trust as the lists on devices. Each cluster's titles are ranked when
 * its first feed of a day is asked for, for trust and news change with the day; then a feed is a filter and a choice among the best.
 *
 * @param heads the cluster's favourites as a history, by its name
 */
export function clusterFeeds(
  parts: EngineParts,
  heads: ReadonlyMap<string, History>,
  now: () => number,
): ClusterFeeds {
  const house = openHouse(parts, () => noHabits);
  const ranked = resultCache<Head>(keptHeads, day);
  const cache = resultCache<readonly FeedEntry[]>(keptFeeds, lifetime);
  return {
    feed(cluster, request) {
      checkRequest(request);
      const key = JSON.stringify([cluster, request]);
      const time = now();
      const today = time - (time % day);
      const known = cache.get(key, time);
      if (known !== undefined) return known;
      const favourites = heads.get(cluster);
      if (favourites === undefined) return [];
      const head = ranked.get(cluster, time) ?? rankHead(house, favourites, today);
      ranked.set(cluster, head, today);
      const feed = choose(house, head, request);
      cache.set(key, feed, time);
      return feed;
    },
  };
}

function rankHead(house: House, history: History, now: number): Head {
  house.allowed.fill(1);
  const person = { titles: new Map(), history, known: new Uint8Array(0), add: () => undefined };
  const opened = openSitting(house, person, house.fusion?.weights ?? startingWeights);
  const { made: ranked, sitting } = leaveOutFailing(house, opened, (one) => rankMembers(house, one, { now }));
  const fused = fuse(
    ranked.map(({ name, ranking }) => ({ name, rows: ranking.rows })),
    sitting.weights,
  );
  const trusted = fused.rows.map((row, at) =>
    house.itemTrust.of(row, now, unknownTrust).score < leastTrust ? -1 : at,
  );
  const places = trusted.filter((at) => at >= 0);
  const rows = places.map((at) => fused.rows[at]);
  const likeness = new Float32Array(compared * compared);
  for (let left = 0; left < Math.min(compared, rows.length); left += 1) {
    for (let right = 0; right < Math.min(compared, rows.length); right += 1) {
      likeness[left * compared + right] = lowCosine(house.space, rows[left], rows[right]);
    }
  }
  return {
    rows,
    scores: Float64Array.from(places, (at) => fused.scores[at] / fused.scores[0]),
    items: Array.from(rows, (row) => house.catalogue.id(row)),
    likeness,
  };
}

function choose({ masks, space }: House, head: Head, request: FeedRequest): FeedEntry[] {
  const { rows, scores, items, likeness } = head;
  const mask = masks(request);
  const excluded = new Set(request.exclude);
  const pool: number[] = [];
  for (let at = 0; at < rows.length && pool.length < competing * request.count; at += 1) {
    if (mask[rows[at]] === 1 && !excluded.has(items[at])) pool.push(at);
  }
  const likenessOf = (left: number, right: number): number =>
    pool[left] < compared && pool[right] < compared
      ? likeness[pool[left] * compared + pool[right]]
      : lowCosine(space, rows[pool[left]], rows[pool[right]]);
  const relevance = Float64Array.from(pool, (at) => scores[at]);
  return spreadBy(relevance, request.count, likenessOf).map((index) => ({
    item: items[pool[index]],
    score: scores[pool[index]],
  }));
}
