import type { Catalogue } from '@parlour/catalogue';
import type { MoodLevels } from '../../moods/mood-levels.ts';
import type { Moment } from '../strategy.ts';

/** How well each row fits a moment, whoever asks: a factor, 1 where nothing is known. */
export interface MomentFit {
  of(row: number): number;
  /** True where the moment says nothing that distinguishes rows. */
  readonly isFlat: boolean;
}

/** On a phone, what is longer than this fits a little less. An assumption, and therefore gentle. */
const phoneMinutes = 60;
const phoneFit = 0.9;
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

export function momentFit(minutesOf: Uint16Array, moods: MoodLevels, moment: Moment): MomentFit {
  const mood = moment.mood === undefined ? undefined : moods(moment.mood);
  const { minutes, device } = moment;
  const phone = device === 'phone';
  return {
    isFlat: mood === undefined && minutes === undefined && !phone,
    of(row) {
      let fit = 1;
      const length = minutesOf[row];
      if (mood !== undefined) fit *= moodFloor + ((1 - moodFloor) * mood[row]) / 255;
      if (minutes !== undefined) {
        if (length === 0) fit *= unknownLengthFit;
        else if (length > minutes + graceMinutes) fit = 0;
      }
      if (phone && length > phoneMinutes) fit *= phoneFit;
      return fit;
    },
  };
}
