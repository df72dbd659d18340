/** BPR triples of some minibatches: in step s, triple b prefers item `positives[s * batch + b]` to `negatives[...]`. Rows. */
export interface Triples {
  readonly steps: number;
  readonly batch: number;
  readonly positives: Int32Array;
  readonly negatives: Int32Array;
}

/** Rates of the descent: `learningRate` a step, `pull` of the L2 term towards the anchor. */
export interface Rates {
  readonly learningRate: number;
  readonly pull: number;
}
