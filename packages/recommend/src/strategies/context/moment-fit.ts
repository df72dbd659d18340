import type { Catalogue } from '@parlour/catalogue';
import type { ExactMoods } from '../../moods/exact-moods.ts';
import type { MoodLevels } from '../../moods/mood-levels.ts';
import type { DeviceType, Moment } from '../strategy.ts';

/** How well each row fits a moment, whoever asks: a factor, 1 where nothing is known. */
export interface MomentFit {
  of(row: number): number;
  /** True where the moment says nothing that distinguishes rows. */
  readonly isFlat: boolean;
}

/**
 * Known lengths, in minutes, that fit a device a little less: nobody looks long at a phone, or sits down at a television for what is
 * over soon. Assumptions, and therefore gentle.
 */
const lessFitting: Partial<Record<DeviceType, (minutes: number) => boolean>> = {
  phone: (minutes) => minutes > 60,
  television: (minutes) => minutes > 0 && minutes < 15,
};
const deviceFit = 0.9;
const moodFloor = 0.2;
const unknownLengthFit = 0.7;
/** A film may be this much longer than the time there is. */
const graceMinutes = 5;

/** Minutes a row takes, 0 where unknown; read once. */
export function runtimes(catalogue: Catalogue): Uint16Array {
  return Uint16Array.from({ length: catalogue.size }, (_, row) =>
    Math.min(65_535, Math.round(catalogue.runtime(row) ?? 0)),
  );
}

/** Moods by genres alone, which is quick for a whole catalogue, or, with `exact`, as they are shown. */
export function momentFit(
  minutesOf: Uint16Array,
  moods: MoodLevels,
  moment: Moment,
  exact?: ExactMoods,
): MomentFit {
  const moodOf = moodFinder(moods, moment.mood, exact);
  const { minutes, device } = moment;
  const isUnfit = device === undefined ? undefined : lessFitting[device];
  return {
    isFlat: moodOf === undefined && minutes === undefined && isUnfit === undefined,
    of(row) {
      let fit = 1;
      const length = minutesOf[row];
      if (moodOf !== undefined) fit *= moodFloor + (1 - moodFloor) * moodOf(row);
      if (minutes !== undefined) {
        if (length === 0) fit *= unknownLengthFit;
        else if (length > minutes + graceMinutes) fit = 0;
      }
      if (isUnfit?.(length) === true) fit *= deviceFit;
      return fit;
    },
  };
}

function moodFinder(
  moods: MoodLevels,
  mood: Moment['mood'],
  exact: ExactMoods | undefined,
): ((row: number) => number) | undefined {
  if (mood === undefined) return undefined;
  if (exact !== undefined) return (row) => exact(row, mood);
  const levels = moods(mood);
  return (row) => levels[row] / 255;
}
