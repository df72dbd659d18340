import { seededRandom } from '@parlour/model';
import { bestRows } from '../space/best-rows.ts';
import { type FusionWeights, shared } from '../fusion/fusion-weights.ts';
import { momentFit } from '../strategies/context/moment-fit.ts';
import type { Moment } from '../strategies/strategy.ts';
import { type Trust, unknownTrust } from '../trust/trust.ts';
import { allow } from './allow.ts';
import { type Boost, boostReason } from './boosts.ts';
import { chooseTrial } from './choose-trial.ts';
import { choose, type Chosen } from './choose.ts';
import type { House } from './house.ts';
import { rankMembers } from './rank-members.ts';
import { hintsFor, type RankedMember, reasonsOfRow } from './reasons-of-row.ts';
import type { RecommendRequest } from './recommend-request.ts';
import type { ListEntry, ListSource, Reason, RecommendedList } from './recommended-list.ts';
import type { Sitting } from './sitting.ts';

/** How many of the best rows compete for a place in the list. */
const poolFactor = 6;
const smallestPool = 100;
const largestPool = 600;
/** A mood that was asked for makes context count so much more. */
const moodGain = 4;
const fewTitles = 5;
const unrated = 1e-6;

/**
 * The list, from the person's strategies where they rank anything, else by popularity, else in seeded random order.
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
  sitting.latest = ranked.map(({ name, ranking: { rows } }) => ({ name, rows }));
  const { missing } = sitting;
  const ranking = new Set(ranked.filter(({ ranking: { rows } }) => rows.length > 0).map(({ name }) => name));
  const common = { considered, missing };
  if (ranking.size === 0) return { ...withoutPerson(house, sitting, request, moment, considered), ...common };
  const weights = shared(forMoment(sitting.weights, moment), (name) => ranking.has(name));
  const fit = momentFit(house.minutes, house.moods, moment);
  const fused = house.fuse(
    ranked.map(({ name, ranking: { rows } }) => ({ name, rows })),
    weights,
  );
  const relevance = new Map<number, number>();
  for (const [at, row] of fused.rows.entries()) {
    relevance.set(row, fused.scores[at] * sitting.aversion(row) * fit.of(row) * house.boosts.gain(row));
  }
  const relevanceOf = (row: number): number => relevance.get(row) ?? 0;
  const pool = bestOf(fused.rows, relevanceOf, poolSize(request.count));
  const trust = trustFor(house, moment, (row) => confidence(sitting, ranked, weights, row));
  const chosen = choose(house.space, pool, relevanceOf, trust, request);
  const shown = new Set(chosen.rows);
  const rest = pool.filter((row) => !shown.has(row) && (request.trust === 'off' || trust(row).score >= 0.6));
  const { rows, boosted } = house.boosts.into(chosen.rows, rest, moment.now);
  const parts = {
    catalogue: house.catalogue,
    titles: sitting.person.titles,
    members: ranked,
    strength: sitting.strength,
    moment,
  };
  const hints = new Map(rows.map((row) => [row, hintsFor(parts, row)]));
  const trial = chooseTrial(hints.values());
  const entries = rows.map((row): ListEntry => {
    const boost = boosted.get(row);
    const own = reasonsOfRow(parts, row, hints.get(row) ?? hintsFor(parts, row), trial);
    const reasons = withBoost(house, own, row, moment, boost);
    return entry(
      house,
      row,
      sitting.strength.of(row, moment),
      trust(row),
      reasons,
      boost ?? mainSource(ranked, weights, row),
    );
  });
  const more = fillUp(house, sitting, request, moment, new Set(rows));
  return { ...listOf('personal', [...entries, ...more], chosen), ...common };
}

function forMoment(weights: FusionWeights, { mood }: Moment): FusionWeights {
  return mood === undefined ? weights : { ...weights, context: moodGain * weights.context };
}

function poolSize(count: number): number {
  return Math.min(largestPool, Math.max(smallestPool, poolFactor * count));
}

function bestOf(rows: Int32Array, relevance: (row: number) => number, count: number): number[] {
  return [...rows]
    .filter((row) => relevance(row) > 0)
    .sort((left, right) => relevance(right) - relevance(left) || left - right)
    .slice(0, count);
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

/** 0.7 of somebody unknown; the more titles are known, the more by how much of the fusion ranks the row. */
function confidence(
  { person }: Sitting,
  ranked: readonly RankedMember[],
  weights: FusionWeights,
  row: number,
): number {
  let agreeing = 0;
  for (const { name, ranks } of ranked) if (ranks.has(row)) agreeing += weights[name];
  const known = person.history.length / (person.history.length + fewTitles);
  return unknownTrust + (0.55 + 0.45 * agreeing - unknownTrust) * known;
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

function listOf(
  source: ListSource,
  entries: readonly ListEntry[],
  { hidden, warning, notice }: Chosen,
): Omit<RecommendedList, 'considered' | 'missing'> {
  return {
    source,
    entries,
    hidden,
    ...(warning !== undefined && { warning }),
    ...(notice !== undefined && { notice }),
  };
}

/** Where the strategies have nothing more to say and titles are left, these end the list, and say why they are there. */
function fillUp(
  house: House,
  sitting: Sitting,
  request: RecommendRequest,
  moment: Moment,
  shown: ReadonlySet<number>,
): readonly ListEntry[] {
  const count = request.count - shown.size;
  if (count <= 0) return [];
  for (const row of shown) house.allowed[row] = 0;
  return withoutPerson(house, sitting, { ...request, count }, moment, count).entries;
}

/** Nothing is known of the person, or nothing that a strategy could use. */
function withoutPerson(
  house: House,
  sitting: Sitting,
  request: RecommendRequest,
  moment: Moment,
  considered: number,
): Omit<RecommendedList, 'considered' | 'missing'> {
  const fit = momentFit(house.minutes, house.moods, moment);
  const random = seededRandom(request.seed ?? 0);
  const known = house.popularity.some((value, row) => value > 0 && house.allowed[row] === 1);
  const scores = new Float32Array(house.catalogue.size);
  for (let row = 0; row < scores.length && considered > 0; row += 1) {
    if (house.allowed[row] === 0) continue;
    const draw = random();
    // Titles that nobody rated come after all others, in the order of the seed.
    scores[row] =
      (known ? house.popularity[row] + unrated * draw : draw) * fit.of(row) * sitting.aversion(row);
  }
  const pool = [...bestRows(scores, house.allowed, poolSize(request.count), 0)];
  const trust = trustFor(house, moment, () => unknownTrust);
  const chosen = choose(house.space, pool, (row) => scores[row], trust, request);
  const reason: Reason = known
    ? { type: 'popular', description: 'Because many people like it', confidence: 1, path: [] }
    : { type: 'shuffle', description: 'Picked at random from the catalogue', confidence: 1, path: [] };
  const source = known ? 'popular' : 'shuffle';
  const entries = chosen.rows.map((row) => {
    const reasons = withBoost(house, [reason], row, moment, undefined);
    return entry(house, row, known ? scores[row] : 0, trust(row), reasons, source);
  });
  return listOf(source, entries, chosen);
}
