export interface ServerPlan {
  /** What is kept of the direction so far. */
  readonly momentum: number;
  /** Of the server's step. */
  readonly rate: number;
}

/** An adapter and where it is moving; both `size` x `size`, row-major. */
export interface MovingAdapter {
  readonly adapter: Float64Array;
  readonly velocity: Float64Array;
}

/** `start` times identity: scores by likeness alone. Standing still. */
export function stillAdapter(size: number, start: number): MovingAdapter {
  const adapter = new Float64Array(size * size);
  for (let a = 0; a < size; a++) adapter[a * size + a] = start;
  return { adapter, velocity: new Float64Array(size * size) };
}

/** One round of federated averaging with server momentum (FedAvgM: Hsu, Qi & Brown 2019). @param mean of the round's updates. */
export function serverStep(
  { adapter, velocity }: MovingAdapter,
  mean: ArrayLike<number>,
  { momentum, rate }: ServerPlan,
): MovingAdapter {
  const faster = velocity.map((value, i) => momentum * value + mean[i]);
  return { velocity: faster, adapter: adapter.map((value, i) => value + rate * faster[i]) };
}
