/** What is known about a title beyond its facts, from an operator's store. Days are since 1970, UTC. */
export interface ItemSignals {
  readonly id: string;
  /** Who tells of it, the one whose word comes first first. */
  readonly sources: readonly string[];
  /** Facts that two sources both tell, and of them those on which they agree. */
  readonly compared: number;
  readonly agreeing: number;
  /** Facts that turned out wrong. */
  readonly corrections: number;
  /** Last time that a source which gives no dates told of it. */
  readonly seenOn: number | undefined;
  /** How many rated it on each day of the latest there are, ascending. */
  readonly ratedOn: readonly (readonly [day: number, count: number])[];
}
