import { fuse } from '../fusion/fuse.ts';
import { spreadBy } from '../diversity/spread.ts';
import { lowCosine } from '../space/likeness.ts';
import type { History, Moment } from '../strategies/strategy.ts';
import { startingWeights } from '../fusion/fusion-weights.ts';
import { leastTrust, type Trust, unknownTrust } from '../trust/trust.ts';
import { type ClusterReasons, clusterReasons } from './cluster-reasons.ts';
import { checkRequest } from './check-request.ts';
import type { EngineParts } from './engine-parts.ts';
import { type House, openHouse } from './house.ts';
import { leaveOutFailing } from './leave-out-failing.ts';
import { rankMembers } from './rank-members.ts';
import { noHabits } from '../strategies/context/habits.ts';
import { resultCache } from './result-cache.ts';
import type { RecommendRequest, RequestContext } from './recommend-request.ts';
import type { Reason } from './recommended-list.ts';
import { openSitting } from './sitting.ts';

/** What a cluster of at least 50 people is shown: nothing in it is about any one person. */
export interface FeedEntry {
  readonly item: string;
  /** Of the first title's, 0..1. */
  readonly score: number;
  readonly trust: Trust;
  /** The reasons in a sentence or two. */
  readonly explanation: string;
  readonly reasons: readonly Reason[];
}

export interface ClusterFeeds {
  /** @throws ParlourError `recommend/bad-request`; an unknown cluster has an empty feed. */
  feed(cluster: string, request: FeedRequest): readonly FeedEntry[];
}

export interface FeedRequest
  extends Pick<RecommendRequest, 'count' | 'exclude' | 'types' | 'genres' | 'platforms'> {
  /** Of minutes, whole half hours count. */
  readonly context?: Pick<RequestContext, 'device' | 'mood' | 'minutes'>;
}

/** So many candidates compete for each place. */
const competing = 2;
const keptFeeds = 2_000;
/** Some 200 kB each. */
const keptHeads = 300;
const day = 86_400_000;
const lifetime = 600_000;

interface Head {
  readonly rows: Int32Array;
  readonly scores: Float64Array;
  readonly items: readonly string[];
  readonly trust: readonly Trust[];
  /** Of the first `described` rows. */
  readonly entries: readonly FeedEntry[];
  readonly reasons: ClusterReasons;
  /** Of the first `compared` rows with each other. */
  readonly likeness: Float32Array;
}

const compared = 100;
/** Of so many the favourite is named that carries them most. */
const described = 200;
const halfHour = 30;
const mostMinutes = 300;

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
      const moment = momentOf(request.context);
      const place = JSON.stringify([cluster, moment]);
      const head = ranked.get(place, time) ?? rankHead(house, cluster, favourites, { ...moment, now: today });
      ranked.set(place, head, today);
      const feed = choose(house, head, request);
      cache.set(key, feed, time);
      return feed;
    },
  };
}

/** Few enough moments that each cluster's titles are ranked for every one of them no more than once a day. */
function momentOf({ device, mood, minutes }: NonNullable<FeedRequest['context']> = {}): Partial<Moment> {
  const time =
    minutes === undefined ? undefined : Math.min(mostMinutes, Math.ceil(minutes / halfHour) * halfHour);
  return {
    ...(device !== undefined && { device }),
    ...(mood !== undefined && { mood }),
    ...(time !== undefined && { minutes: time }),
  };
}

function rankHead(house: House, cluster: string, history: History, moment: Moment): Head {
  const { now } = moment;
  house.allowed.fill(1);
  const person = { titles: new Map(), history, known: new Uint8Array(0), add: () => undefined };
  const opened = openSitting(house, person, house.fusion?.weights ?? startingWeights);
  const { made: ranked, sitting } = leaveOutFailing(house, opened, (one) => rankMembers(house, one, moment));
  const fused = fuse(
    ranked.map(({ name, ranking }) => ({ name, rows: ranking.rows })),
    sitting.weights,
  );
  const trustOf = Array.from(fused.rows, (row) => house.itemTrust.of(row, now, unknownTrust));
  const places = Int32Array.from(fused.rows.keys()).filter((at) => trustOf[at].score >= leastTrust);
  const rows = places.map((at) => fused.rows[at]);
  const likeness = new Float32Array(compared * compared);
  for (let left = 0; left < Math.min(compared, rows.length); left += 1) {
    for (let right = 0; right < Math.min(compared, rows.length); right += 1) {
      likeness[left * compared + right] = lowCosine(house.space, rows[left], rows[right]);
    }
  }
  const head = {
    rows,
    scores: Float64Array.from(places, (at) => fused.scores[at] / fused.scores[0]),
    items: Array.from(rows, (row) => house.catalogue.id(row)),
    trust: Array.from(places, (at) => trustOf[at]),
    likeness,
  };
  const named = clusterReasons(house.catalogue, cluster, history, ranked);
  const first = Array.from(rows.subarray(0, described).keys(), (at) => entryOf(head, named, at, true));
  return { ...head, entries: first, reasons: clusterReasons(house.catalogue, cluster, history, []) };
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
  return spreadBy(relevance, request.count, likenessOf).map(
    (index) => head.entries[pool[index]] ?? entryOf(head, head.reasons, pool[index], false),
  );
}

function entryOf(
  { rows, scores, items, trust }: Pick<Head, 'rows' | 'scores' | 'items' | 'trust'>,
  why: ClusterReasons,
  at: number,
  isNamed: boolean,
): FeedEntry {
  const reasons = why.of(rows[at], scores[at], isNamed);
  return {
    item: items[at],
    score: scores[at],
    trust: trust[at],
    explanation: `${reasons.map(({ description }) => description).join('. ')}.`,
    reasons,
  };
}
