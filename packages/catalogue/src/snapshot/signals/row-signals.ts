/** What is known of a title beyond its facts. Times are Unix milliseconds, to a day; undefined and 0 are "nothing known". */
export interface RowSignals {
  /** Who tells of it, the one whose word comes first first. */
  readonly sources: readonly string[];
  /** Facts that two sources both tell, and of them those on which they agree. */
  readonly compared: number;
  readonly agreeing: number;
  readonly corrections: number;
  readonly seenAt: number | undefined;
  /** The last check of where to watch it, and which share of those that gave a clear answer works. */
  readonly links: { readonly at: number; readonly working: number } | undefined;
  /** Pages said to be about it that are gone. */
  readonly brokenPages: number;
  /** When the operator said that the entry is wrong, or that it cannot be watched. */
  readonly wrongAt: number | undefined;
  readonly brokenAt: number | undefined;
  /** People who said so, as far as noise allows to say that there were any. */
  readonly reports: { readonly wrong: number; readonly broken: number; readonly elsewhere: number };
}
