import type { HistoryEvent } from '@parlour/wire';
import { openHouse } from '../../engine/house.ts';
import { personOf } from '../../engine/person.ts';
import { type Habits, noHabits } from '../../strategies/context/habits.ts';
import { learnHabits } from '../../strategies/context/learn-habits.ts';
import { type OwnQuality, qualityOf } from '../../strategies/together/own-quality.ts';
import { judgeOf } from '../case-ranks.ts';
import type { FusionWeights } from '../fusion-weights.ts';
import { isBefore, listsBefore } from './lists-before.ts';
import type { GainParts } from './own-gains.ts';

const mostCases = 20;
/** Titles before the first that is looked for. */
const fewestBefore = 3;
/** Titles that are looked for in the same lists: making lists is what takes long. */
const together = 4;

/**
 * How well ways of mixing find what somebody liked last, from what they had liked before: on their device, of their own history, without what was
 * learned of them since. Lists are made anew at every fourth title.
 * @param pause waited for between one making of lists and the next.
 */
export async function ownMixtures(
  parts: GainParts,
  events: Iterable<HistoryEvent>,
  weightings: readonly FusionWeights[],
  pause: () => Promise<void>,
): Promise<OwnQuality> {
  const { history } = personOf(parts.catalogue, events);
  const liked = history.filter(({ weight }) => weight > 0);
  let habits: Habits = noHabits;
  const house = openHouse(parts, () => habits);
  const gains: number[][] = weightings.map(() => []);
  for (let at = Math.max(fewestBefore, liked.length - mostCases); at < liked.length; at += together) {
    const targets = liked.slice(at, at + together);
    const [next] = targets;
    const rows = new Set(targets.map(({ row }) => row));
    const known = history.filter((one) => isBefore(one, next) && !rows.has(one.row));
    habits = learnHabits(parts.space, known);
    const lists = listsBefore(house.all, known, next.at, parts.catalogue.size);
    for (const row of rows) {
      const judge = judgeOf({ lists, targets: new Set([row]) });
      weightings.forEach((weights, way) => gains[way].push(judge(weights)));
    }
    await pause();
  }
  return qualityOf(gains);
}
