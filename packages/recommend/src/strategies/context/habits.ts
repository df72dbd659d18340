/** What of a person's way of watching is learned from their own history, and not assumed. */
export interface Habits {
  /** Watches after which a title counts half for what is wanted next; Infinity where age makes no difference. */
  readonly halfLife: number;
  /** How much more a title counts that was watched in the same part of the week; 0 where it makes no difference. */
  readonly sameTime: number;
}

/** Of somebody of whom nothing was learned. */
export const noHabits: Habits = { halfLife: Number.POSITIVE_INFINITY, sameTime: 0 };
