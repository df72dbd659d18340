/** What all events about one item add up to. */
export interface Preference {
  readonly row: number;
  readonly item: string;
  /** About -1.5 to 1.5; below 0 the person wants less of it. */
  readonly weight: number;
}
