import { bestRows } from '../../space/best-rows.ts';
import { type ItemSpace, lowDimensions } from '../../space/item-space.ts';
import { addLow, lowColumn, lowDot } from '../../space/likeness.ts';
import type { MoodLevels } from '../../moods/mood-levels.ts';
import {
  type Evidence,
  type History,
  type Moment,
  type Ranking,
  rankingLength,
  type Strategy,
} from '../strategy.ts';
import { type Habits, noHabits } from './habits.ts';
import { momentFit } from './moment-fit.ts';
import { partOfMoment } from './part-of-week.ts';
import { profileOf, profilesWithout, sharesOf, weightsAt } from './profile.ts';

export interface ContextParts {
  readonly space: ItemSpace;
  /** `runtimes(catalogue)` */
  readonly minutes: Uint16Array;
  readonly moods: MoodLevels;
  /** The habits of the person whose history is prepared; asked once each time. */
  readonly habits?: (history: History) => Habits;
}

/**
 * What the person turns to now: the mean of their titles with the newer ones and those of this part of the week in front, as
 * far as their own history shows such habits, times how well a title fits mood, minutes and device.
 */
export function contextStrategy(parts: ContextParts): Strategy {
  const scratch = new Float32Array(parts.space.rows);
  return {
    name: 'context',
    prepare(history) {
      return prepare(parts, history.slice(-longest), parts.habits?.(history) ?? noHabits, scratch);
    },
  };
}

/** Interactions that count at most. */
const longest = 2_000;
/** Columns of parts of the week that are kept: as many as there are, on one clock. */
const keptColumns = 8;

interface Time {
  readonly part: number | undefined;
  readonly utcOffset: number;
}

function prepare(
  { space, minutes, moods }: ContextParts,
  history: History,
  habits: Habits,
  scratch: Float32Array,
): ReturnType<Strategy['prepare']> {
  const columns = new Map<number, Float32Array>();
  const profiles = new Map<string, Float32Array>();
  const timeOf = (moment: Moment): Time => ({
    part: habits.sameTime > 0 ? partOfMoment(moment) : undefined,
    utcOffset: moment.utcOffset ?? 0,
  });
  const kept = new Map<string, Float64Array>();
  const quick = new Map<string, ReturnType<typeof profilesWithout>>();
  const quickly = ({ part, utcOffset }: Time): ReturnType<typeof profilesWithout> => {
    const key = `${part} ${utcOffset}`;
    const made =
      quick.get(key) ?? profilesWithout(space, history, weightsAt(history, habits, part, utcOffset), habits);
    quick.set(key, made);
    return made;
  };
  const profileAt = ({ part, utcOffset }: Time, without?: number): Float32Array => {
    const key = `${part} ${utcOffset} ${without}`;
    const known = profiles.get(key);
    if (known !== undefined) return known;
    const profile =
      (without === undefined ? undefined : quickly({ part, utcOffset })(without)) ??
      profileOf(space, history, weightsAt(history, habits, part, utcOffset, without));
    profiles.set(key, profile);
    return profile;
  };
  const sharesAt = (time: Time): Float64Array => {
    const key = `${time.part} ${time.utcOffset}`;
    const shares =
      kept.get(key) ??
      sharesOf(space, history, weightsAt(history, habits, time.part, time.utcOffset), profileAt(time));
    kept.set(key, shares);
    return shares;
  };
  let latest: Float32Array | undefined;
  const columnAt = (time: Time): Float32Array => {
    const key = (time.part ?? -1) * 10_000 + time.utcOffset;
    const known = columns.get(key);
    if (known !== undefined) return known;
    if (columns.size >= keptColumns) columns.delete(columns.keys().next().value ?? 0);
    const column = lowColumn(space, profileAt(time));
    columns.set(key, column);
    return column;
  };
  return {
    rank(allowed, moment): Ranking {
      const time = timeOf(moment);
      const column = history.length === 0 ? new Float32Array(0) : columnAt(time);
      const fit = momentFit(minutes, moods, moment);
      let scores = column;
      if (!fit.isFlat) {
        scores = scratch.subarray(0, column.length);
        for (let row = 0; row < column.length; row += 1) {
          scores[row] = column[row] > 0 && allowed[row] === 1 ? column[row] * fit.of(row) : 0;
        }
      }
      const rows = bestRows(scores, allowed, rankingLength, 0);
      return {
        rows,
        scores: Float32Array.from(rows, (row) => scores[row]),
        evidence: (row) =>
          evidence(
            space,
            history,
            (latest ??= latestOf(space, history)),
            sharesAt(time),
            profileAt(time),
            moment,
            fit.of(row),
            row,
          ),
      };
    },
    scoreWithout(row, without, moment) {
      const heard = history.some((one) => one.row === without) ? without : undefined;
      const cosine = lowDot(space, row, profileAt(timeOf(moment), heard));
      return Math.max(0, cosine) * momentFit(minutes, moods, moment).of(row);
    },
  };
}

/** Titles that the evidence names, and the latest interactions that they are looked for among. */
const named = 12;
const namedFrom = 200;

/** The latest titles side by side, 64 floats each: reading them out of the whole catalogue takes five times as long. */
function latestOf(space: ItemSpace, history: History): Float32Array {
  const latest = history.slice(-namedFrom);
  const points = new Float32Array(latest.length * lowDimensions);
  for (const [at, { row }] of latest.entries()) {
    addLow(space, row, 1, points.subarray(at * lowDimensions, (at + 1) * lowDimensions));
  }
  return points;
}

function evidence(
  space: ItemSpace,
  history: History,
  latest: Float32Array,
  shares: Float64Array,
  profile: Float32Array,
  { mood }: Moment,
  fit: number,
  row: number,
): Evidence[] {
  const own = new Float32Array(lowDimensions);
  addLow(space, row, 1, own);
  const parts = new Float32Array(latest.length / lowDimensions);
  const first = history.length - parts.length;
  for (let at = 0, from = 0; at < parts.length; at += 1, from += lowDimensions) {
    let cosine = 0;
    for (let d = 0; d < lowDimensions; d += 1) cosine += latest[from + d] * own[d];
    parts[at] = fit * shares[first + at] * cosine;
  }
  const found: Evidence[] = [];
  for (const at of bestRows(parts, undefined, named, 0)) {
    found.push({ kind: 'history', row: history[first + at].row, weight: parts[at] });
  }
  if (mood === undefined) return found;
  // A mood is no summand but a factor: its weight is the share of the score that a full fit would not change.
  found.push({ kind: 'mood', mood, weight: lowDot(space, row, profile) * fit * fit });
  return found.sort((left, right) => right.weight - left.weight);
}
