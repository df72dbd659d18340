import { momentFit } from '../strategies/context/moment-fit.ts';
import { fuse } from '../fusion/fuse.ts';
import type { FusionWeights } from '../fusion/fusion-weights.ts';
import type { Moment } from '../strategies/strategy.ts';
import { leastTrust, type Trust } from '../trust/trust.ts';
import { allow } from './allow.ts';
import { type Boost, boostReason } from './boosts.ts';
import { chooseTrial } from './choose-trial.ts';
import { type CandidateSource, choose } from './choose.ts';
import { commonTitles } from './common-titles.ts';
import type { House } from './house.ts';
import { type Mixture, mixtureOf } from './mixture.ts';
import { poolSize } from './pool-size.ts';
import { preferenceBy } from './preference.ts';
import { rankMembers } from './rank-members.ts';
import { hintsFor, type RankedMember, reasonsOfRow } from './reasons-of-row.ts';
import type { RecommendRequest } from './recommend-request.ts';
import type { ListEntry, ListSource, Reason, RecommendedList } from './recommended-list.ts';
import type { Sitting } from './sitting.ts';
import { asking } from './strategy-failure.ts';
import { trustNotice } from './trust-notice.ts';

/**
 * The list, from the person's strategies as far as they rank anything, then by popularity, then in seeded random order.
 * @throws StrategyFailure where one of the strategies fails
 */
export function makeList(
  house: House,
  sitting: Sitting,
  request: RecommendRequest,
  moment: Moment,
): RecommendedList {
  const considered = allow(house, sitting.person, request, moment);
  const ranked = rankMembers(house, sitting, moment);
  const lists = ranked.map(({ name, ranking: { rows } }) => ({ name, rows }));
  sitting.latest = lists;
  const mixture = mixtureOf(house, sitting, lists, moment);
  const trust = trustFor(house, moment, preferenceBy(lists, mixture.fused, sitting.person.history.length));
  const isLow = (row: number): boolean => request.trust !== 'off' && trust(row).score < leastTrust;
  const { pool, source } = personal(house, sitting, lists, mixture.fused, request, moment);
  const chosen = choose(house.space, [source, commonTitles(house, sitting, request, moment)], isLow, request);
  const own = new Set(pool);
  const rest = pool.filter((row) => !chosen.rows.includes(row) && !isLow(row));
  const { rows, boosted } = house.boosts.into(
    chosen.rows.filter((row) => own.has(row)),
    rest,
    moment.now,
  );
  const entries = [
    ...personalEntries(house, sitting, ranked, mixture, moment, trust, rows, boosted),
    ...chosen.rows.filter((row) => !own.has(row)).map((row) => commonEntry(house, row, moment, trust(row))),
  ];
  return {
    source: sourceOf(house, entries),
    entries,
    ...trustNotice(chosen, entries.filter(({ row }) => isLow(row)).length),
    considered,
    missing: sitting.missing,
  };
}

/** The rows that the strategies rank, best first, by fusion, what the person dislikes, and how they fit the moment. */
function personal(
  house: House,
  sitting: Sitting,
  lists: Sitting['latest'],
  weights: FusionWeights,
  { count }: RecommendRequest,
  moment: Moment,
): { readonly pool: readonly number[]; readonly source: CandidateSource } {
  const fit = momentFit(house.minutes, house.moods, moment, house.exactMoods);
  const fused = fuse(lists, weights);
  const values = new Map<number, number>();
  for (const [at, row] of fused.rows.entries()) {
    const value = fused.scores[at] * sitting.aversion(row) * fit.of(row) * house.boosts.gain(row);
    if (value > 0) values.set(row, value);
  }
  const relevance = (row: number): number => values.get(row) ?? 0;
  const pool = [...values.keys()]
    .sort((left, right) => relevance(right) - relevance(left) || left - right)
    .slice(0, poolSize(count));
  return { pool, source: (passes) => ({ rows: pool.filter(passes), relevance }) };
}

function trustFor(
  house: House,
  { now }: Moment,
  preference: (row: number) => number,
): (row: number) => Trust {
  const known = new Map<number, Trust>();
  return (row) => {
    const trust = known.get(row) ?? house.itemTrust.of(row, now, preference(row));
    known.set(row, trust);
    return trust;
  };
}

function personalEntries(
  house: House,
  sitting: Sitting,
  members: readonly RankedMember[],
  { fused, strength }: Mixture,
  moment: Moment,
  trust: (row: number) => Trust,
  rows: readonly number[],
  boosted: ReadonlyMap<number, Boost>,
): ListEntry[] {
  const { catalogue } = house;
  const parts = { catalogue, titles: sitting.person.titles, members, strength, moment };
  const hints = new Map(rows.map((row) => [row, hintsFor(parts, row)]));
  const trial = chooseTrial(hints.values());
  for (const { strategy, prepared } of sitting.members) {
    asking(strategy.name, () => prepared.expect?.([...trial]));
  }
  return rows.map((row) => {
    const boost = boosted.get(row);
    const own = reasonsOfRow(parts, row, hints.get(row) ?? hintsFor(parts, row), trial);
    const reasons = withBoost(house, own, row, moment, boost);
    const source = boost ?? mainSource(members, fused, row);
    return entry(house, row, strength.of(row, moment), trust(row), reasons, source);
  });
}

/** Where the strategies have nothing more to say and titles are left, these end the list, and say why they are there. */
function commonEntry(house: House, row: number, moment: Moment, trust: Trust): ListEntry {
  const isPopular = house.popularity[row] > 0;
  const reason: Reason = isPopular
    ? { type: 'popular', description: 'Because many people like it', confidence: 1, path: [] }
    : { type: 'shuffle', description: 'Picked at random from the catalogue', confidence: 1, path: [] };
  const reasons = withBoost(house, [reason], row, moment, undefined);
  const score = isPopular ? house.popularity[row] : 0;
  return entry(house, row, score, trust, reasons, isPopular ? 'popular' : 'shuffle');
}

function sourceOf({ popularity }: House, entries: readonly ListEntry[]): ListSource {
  const sources = new Set(entries.map(({ source }) => source));
  sources.delete('shuffle');
  if (sources.delete('popular') && sources.size === 0) return 'popular';
  if (sources.size > 0) return 'personal';
  return entries.length === 0 && popularity.some((value) => value > 0) ? 'popular' : 'shuffle';
}

function mainSource(
  ranked: readonly RankedMember[],
  weights: FusionWeights,
  row: number,
): ListEntry['source'] {
  let best: ListEntry['source'] = 'content';
  let most = 0;
  for (const { name, ranks } of ranked) {
    const rank = ranks.get(row);
    const share = rank === undefined ? 0 : weights[name] / (61 + rank);
    if (share > most) {
      best = name;
      most = share;
    }
  }
  return best;
}

function withBoost(
  house: House,
  reasons: readonly Reason[],
  row: number,
  { now }: Moment,
  boost: Boost | undefined,
): Reason[] {
  const own = boost ?? house.boosts.of(row, now);
  if (own === undefined) return [...reasons];
  const reason = boostReason(own, boost !== undefined);
  return boost === undefined ? [...reasons, reason] : [reason, ...reasons];
}

function entry(
  { catalogue }: House,
  row: number,
  score: number,
  trust: Trust,
  reasons: readonly Reason[],
  source: ListEntry['source'],
): ListEntry {
  const explanation = reasons
    .slice(0, 2)
    .map(({ description }) => description)
    .join('. ');
  return { row, item: catalogue.id(row), score, trust, explanation, reasons, source };
}
