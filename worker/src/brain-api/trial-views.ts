/** A model that a share of people try, and what this device knows of it. */
export interface TrialView {
  readonly model: 'collaborative' | 'fusion' | 'moments';
  /** Of people who try it. */
  readonly share: number;
  /** Which model this person's devices use. */
  readonly arm: 'current' | 'candidate';
  /** The new one is theirs, and finds clearly less on their own history: lists are made with the one before. */
  readonly wentBack: boolean;
  /** What this device has noted since it shows lists under it; undefined before the first. */
  readonly noted:
    | {
        /** Times that the person came and was shown lists, those in which they opened a title of them, those after which they watched one. */
        readonly visits: number;
        readonly opened: number;
        readonly completed: number;
        /** Titles that were watched after a list, and those that were among its first ten. */
        readonly watched: number;
        readonly hits: number;
      }
    | undefined;
}

/** What people's sums said of a model that was tried: means over people, 0..1. */
export interface TriedView {
  readonly model: TrialView['model'];
  readonly outcome: 'promoted' | 'rolled-back';
  readonly rounds: number;
  readonly reports: number;
  readonly quality: Readonly<
    Record<TrialView['arm'], { readonly hits: number; readonly clicks: number; readonly completions: number }>
  >;
}
