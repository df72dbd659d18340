import { keepLatest } from '../../keep-latest.ts';
import { type BestFirst, bestFirst } from '../../space/best-first.ts';
import { bestRows } from '../../space/best-rows.ts';
import { type ItemSpace, lowDimensions } from '../../space/item-space.ts';
import { addLow, lowColumn, lowLevel } from '../../space/likeness.ts';
import { type Levels, levelsOf } from '../../space/row-products.ts';
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
  return {
    name: 'context',
    prepare(history) {
      return prepare(parts, history.slice(-longest), parts.habits?.(history) ?? noHabits);
    },
  };
}

/** Interactions that count at most. */
const longest = 2_000;
/** Columns of parts of the week that are kept, of the eight there are: each takes four bytes a title. */
const keptColumns = 4;
/** Profiles that are kept, most of them without one of the titles. */
const keptProfiles = 256;
/** Sums over the history that are kept, each of a part of the week. */
const keptSums = 2;

interface Time {
  readonly part: number | undefined;
  readonly utcOffset: number;
}

function prepare(
  { space, minutes, moods }: ContextParts,
  history: History,
  habits: Habits,
): ReturnType<Strategy['prepare']> {
  const columns = new Map<number, BestFirst>();
  const levels = new WeakMap<Float32Array, Levels>();
  const profiles = new Map<string, Float32Array>();
  const timeOf = (moment: Moment): Time => {
    const part = habits.sameTime > 0 ? partOfMoment(moment) : undefined;
    return { part, utcOffset: part === undefined ? 0 : (moment.utcOffset ?? 0) };
  };
  const kept = new Map<string, Float64Array>();
  const quick = new Map<string, ReturnType<typeof profilesWithout>>();
  const quickly = ({ part, utcOffset }: Time): ReturnType<typeof profilesWithout> => {
    const key = `${part} ${utcOffset}`;
    const made =
      quick.get(key) ?? profilesWithout(space, history, weightsAt(history, habits, part, utcOffset), habits);
    keepLatest(quick, key, made, keptSums);
    return made;
  };
  const profileAt = ({ part, utcOffset }: Time, without?: number): Float32Array => {
    const key = `${part} ${utcOffset} ${without}`;
    const known = profiles.get(key);
    if (known !== undefined) return known;
    const profile =
      (without === undefined ? undefined : quickly({ part, utcOffset })(without)) ??
      profileOf(space, history, weightsAt(history, habits, part, utcOffset, without));
    keepLatest(profiles, key, profile, keptProfiles);
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
  let heardOf: ReadonlySet<number> | undefined;
  const levelsFor = (profile: Float32Array): Levels => {
    const known = levels.get(profile) ?? levelsOf(profile);
    levels.set(profile, known);
    return known;
  };
  const columnAt = (time: Time): BestFirst => {
    const key = (time.part ?? -1) * 10_000 + time.utcOffset;
    const known = columns.get(key);
    if (known !== undefined) return known;
    const column = bestFirst(lowColumn(space, levelsFor(profileAt(time))));
    keepLatest(columns, key, column, keptColumns);
    return column;
  };
  return {
    rank(allowed, moment): Ranking {
      const time = timeOf(moment);
      const fit = momentFit(minutes, moods, moment);
      const found =
        history.length === 0
          ? { rows: new Int32Array(0), scores: new Float32Array(0) }
          : columnAt(time).best(allowed, rankingLength, fit.isFlat ? undefined : (row) => fit.of(row));
      return {
        ...found,
        evidence: (row) =>
          evidence(
            space,
            history,
            (latest ??= latestOf(space, history)),
            sharesAt(time),
            lowLevel(space, levelsFor(profileAt(time)), row),
            moment,
            fit.of(row),
            row,
          ),
      };
    },
    scoreWithout(row, without, moment) {
      heardOf ??= new Set(history.map((one) => one.row));
      const heard = without !== undefined && heardOf.has(without) ? without : undefined;
      const cosine = lowLevel(space, levelsFor(profileAt(timeOf(moment), heard)), row);
      return Math.fround(Math.max(0, cosine) * momentFit(minutes, moods, moment).of(row));
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
  whole: number,
  { mood }: Moment,
  fit: number,
  row: number,
): Evidence[] {
  const own = new Float32Array(lowDimensions);
  addLow(space, row, 1, own);
  const parts = new Float32Array(latest.length / lowDimensions);
  const first = history.length - parts.length;
  for (let at = 0, from = 0; at < parts.length; at += 1, from += lowDimensions) {
    let even = 0;
    let odd = 0;
    for (let d = 0; d < lowDimensions; d += 2) {
      even += latest[from + d] * own[d];
      odd += latest[from + d + 1] * own[d + 1];
    }
    parts[at] = fit * shares[first + at] * (even + odd);
  }
  const found: Evidence[] = [];
  for (const at of bestRows(parts, undefined, named, 0)) {
    found.push({ kind: 'history', row: history[first + at].row, weight: parts[at] });
  }
  if (mood === undefined) return found;
  // A mood is no summand but a factor: its weight is the share of the score that a full fit would not change.
  found.push({ kind: 'mood', mood, weight: whole * fit * fit });
  return found.sort((left, right) => right.weight - left.weight);
}
