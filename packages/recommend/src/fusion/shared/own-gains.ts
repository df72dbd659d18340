import type { HistoryEvent } from '@parlour/wire';
import type { EngineParts } from '../../engine/engine-parts.ts';
import { openHouse } from '../../engine/house.ts';
import { personOf } from '../../engine/person.ts';
import { type Habits, noHabits } from '../../strategies/context/habits.ts';
import { learnHabits } from '../../strategies/context/learn-habits.ts';
import { type History, type Interaction, rankingLength } from '../../strategies/strategy.ts';
import { judgeOf } from '../case-ranks.ts';
import type { RankedList } from '../fuse.ts';
import type { FusionWeights } from '../fusion-weights.ts';

/** How ways of mixing would have done for somebody: on their device, of their own history. */
export interface WeightingGains {
  /** By way but the first: mean difference to the first in NDCG@10, -1..1. */
  readonly gains: Float64Array;
  /** Titles that were looked for, each once. */
  readonly rows: readonly number[];
}

/** Titles before the first that are looked for. */
const fewestBefore = 3;
/** Places in the history at which lists are made, evenly spread; and one for the latest titles. */
const places = 5;
/** Titles after each place that are looked for. */
const lookedFor = 5;

/** What lists are made of, without what was learned of the person: that would know the titles that are looked for. */
export type GainParts = Omit<EngineParts, 'learned' | 'taste' | 'fusion'>;

/**
 * Makes, at a few places of a history, the lists that each strategy would have made there, and looks how well each way of mixing them finds
 * what was liked next.
 * @returns undefined of somebody who has liked too few titles.
 */
export function ownGains(
  parts: GainParts,
  events: Iterable<HistoryEvent>,
  weightings: readonly FusionWeights[],
): WeightingGains | undefined {
  const { history } = personOf(parts.catalogue, events);
  const liked = history.filter(({ weight }) => weight > 0);
  const cut = [...placesOf(liked.length)];
  if (cut.length === 0) return undefined;
  let habits: Habits = noHabits;
  const house = openHouse(parts, () => habits);
  const gains = new Float64Array(weightings.length - 1);
  const rows = new Set<number>();
  for (const place of cut) {
    const [next] = liked.slice(place);
    const targets = new Set(liked.slice(place, place + lookedFor).map(({ row }) => row));
    const before = history.filter((one) => isBefore(one, next) && !targets.has(one.row));
    habits = learnHabits(parts.space, before);
    const judge = judgeOf({ lists: listsOf(house.all, before, next.at, parts.catalogue.size), targets });
    const first = judge(weightings[0]);
    for (let at = 0; at < gains.length; at += 1)
      gains[at] += (judge(weightings[at + 1]) - first) / cut.length;
    for (const row of targets) rows.add(row);
  }
  return { gains, rows: [...rows] };
}

/** The history is in an order that is the same every time, also of what was liked at one time. */
const isBefore = (one: Interaction, next: Interaction): boolean =>
  one.at < next.at || (one.at === next.at && one.row < next.row);

function placesOf(titles: number): Set<number> {
  const found = new Set<number>();
  if (titles <= fewestBefore) return found;
  for (let at = 1; at <= places; at += 1)
    found.add(Math.max(fewestBefore, Math.floor((titles * at) / (places + 1))));
  return found.add(Math.max(fewestBefore, titles - lookedFor));
}

/** A strategy that fails has no list, as in the engine. */
function listsOf(
  all: ReturnType<typeof openHouse>['all'],
  before: History,
  now: number,
  rows: number,
): RankedList[] {
  const allowed = new Uint8Array(rows).fill(1);
  for (const { row } of before) allowed[row] = 0;
  return all.flatMap((strategy) => {
    try {
      const ranked = strategy.prepare(before).rank(allowed, { now }).rows.slice(0, rankingLength);
      return [{ name: strategy.name, rows: ranked }];
    } catch {
      return [];
    }
  });
}
