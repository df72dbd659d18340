/** Edges of every catalogue row: those of row `r` are `starts[r] .. starts[r + 1]`. */
export interface GraphEdges {
  readonly starts: Int32Array;
  readonly neighbours: Int32Array;
  /** Places in `graphEdgeTypes`. */
  readonly types: Uint8Array;
  /** 0..1, above 0. */
  readonly weights: Float32Array;
}
