import type { HistoryEvent } from '@parlour/wire';
import type { EngineParts } from '../../engine/engine-parts.ts';
import { openHouse } from '../../engine/house.ts';
import { personOf } from '../../engine/person.ts';
import { type Habits, noHabits } from '../../strategies/context/habits.ts';
import { learnHabits } from '../../strategies/context/learn-habits.ts';
import type { History } from '../../strategies/strategy.ts';
import { judgeOf } from '../case-ranks.ts';
import type { FusionWeights } from '../fusion-weights.ts';
import { isBefore, listsBefore } from './lists-before.ts';

/** How ways of mixing would have done for somebody: on their device, of their own history. */
export interface WeightingGains {
  /** By way but the first: mean difference to the first in NDCG@10, -1..1. */
  readonly gains: Float64Array;
  /** Titles that were looked for, each once. */
  readonly rows: readonly number[];
}

/**
 * Titles liked before a list is made: lists of newcomers count as those of people who have been here for long, whoever it is that tries
 * them. Where everybody is asked late in their history alone, newcomers start from what is good for the others.
 */
const before = [3, 6, 12, 24, 48, 96];
/** Titles after each place that are looked for, at most. */
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
  pick: (later: History) => History = spread,
): WeightingGains | undefined {
  const { history } = personOf(parts.catalogue, events);
  const liked = history.filter(({ weight }) => weight > 0);
  const cut = before.filter((titles) => titles < liked.length);
  if (cut.length === 0) return undefined;
  let habits: Habits = noHabits;
  const house = openHouse(parts, () => habits);
  const gains = new Float64Array(weightings.length - 1);
  const rows = new Set<number>();
  for (const place of cut) {
    const [next] = liked.slice(place);
    const targets = new Set(pick(liked.slice(place)).map(({ row }) => row));
    const known = history.filter((one) => isBefore(one, next) && !targets.has(one.row));
    habits = learnHabits(parts.space, known);
    const judge = judgeOf({ lists: listsBefore(house.all, known, next.at, parts.catalogue.size), targets });
    const first = judge(weightings[0]);
    for (let at = 0; at < gains.length; at += 1)
      gains[at] += (judge(weightings[at + 1]) - first) / cut.length;
    for (const row of targets) rows.add(row);
  }
  return { gains, rows: [...rows] };
}

/** Evenly over all that came later, the last one among them: what somebody comes to like says more than what they turned to next. */
const spread = (later: History): History =>
  later.filter(
    (_, at) =>
      later.length <= lookedFor ||
      Math.floor(((at + 1) * lookedFor) / later.length) > Math.floor((at * lookedFor) / later.length),
  );
