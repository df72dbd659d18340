/** What a person asks for. Empty or missing filters let everything through. */
export interface ListRequest {
  readonly count: number;
  /** Platform slugs; a title passes that is on any of them. */
  readonly platforms?: readonly string[];
  /** ISO 3166-1 alpha-2: of the `platforms`, only offers in this country (or without one) count. */
  readonly country?: string | undefined;
  readonly types?: readonly string[];
  /** A title passes that has any of them. */
  readonly genres?: readonly string[];
  /** Minutes, inclusive. Titles of unknown length do not pass. */
  readonly maxRuntime?: number;
  /** Item ids that shall not be in the list. */
  readonly exclude?: readonly string[];
  /** Order of the shuffle, and a slight variation of the other lists. Equal seeds give equal lists. */
  readonly seed?: number;
}
