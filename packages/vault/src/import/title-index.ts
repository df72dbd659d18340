/** Names and external ids of the whole catalogue, ready for matching and searching. Made by `buildTitleIndex`. */
export interface TitleIndex {
  /** Number of titles. */
  readonly size: number;
}
