/** WATCHED edges of some people: those of person `p` are `starts[p] .. starts[p + 1]`. */
export interface People {
  readonly starts: Int32Array;
  /** Places of the titles in the embeddings at hand. */
  readonly titles: Int32Array;
  /** -1..1, not 0; below 0 is disliked. */
  readonly weights: Float64Array;
  /** How many of the person's edges are younger. */
  readonly ages: Float64Array;
}
