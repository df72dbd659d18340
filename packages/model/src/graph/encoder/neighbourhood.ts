/** Who each node listens to: edges of node `v` are `starts[v] .. starts[v + 1]`. Nodes are numbered 0..n-1. */
export interface Neighbourhood {
  readonly starts: Int32Array;
  /** The neighbours. */
  readonly sources: Int32Array;
  /** Places in `graphEdgeTypes`. */
  readonly types: Uint8Array;
  /** Above 0; what attention starts from. */
  readonly importances: Float64Array;
}
