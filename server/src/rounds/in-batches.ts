/** What became of one of a batch. */
export type Outcome<R> = { readonly value: R } | { readonly refused: unknown };

export interface Batches<T, R> {
  /** Batches of one lane wait for each other; lanes don't. */
  readonly lane: (one: T) => string;
  /** No two of the same name are in a batch. */
  readonly name: (one: T) => string;
  readonly bytes: (one: T) => number;
  /** Batches of a lane under way at a time. */
  readonly mostRunning: number;
  /** @returns an outcome each, in order; rejects for all of them. */
  readonly run: (batch: readonly T[]) => Promise<readonly Outcome<R>[]>;
}

interface Waiting<T, R> {
  readonly one: T;
  readonly done: PromiseWithResolvers<R>;
}

/** What goes into one batch. */
const mostOnes = 64;
const mostBytes = 3 * 2 ** 18;

/** Does together what comes while others are under way, without waiting for more. */
export function inBatches<T, R>(batches: Batches<T, R>): (one: T) => Promise<R> {
  const lanes = new Map<string, { waiting: Waiting<T, R>[]; running: number }>();
  const go = async (name: string) => {
    const lane = lanes.get(name);
    if (lane === undefined || lane.running >= batches.mostRunning || lane.waiting.length === 0) return;
    const [batch, rest] = takeBatch(batches, lane.waiting);
    lane.waiting = rest;
    lane.running += 1;
    try {
      const outcomes = await batches.run(batch.map(({ one }) => one));
      for (const [i, { done }] of batch.entries()) {
        const outcome = outcomes[i];
        if ('refused' in outcome) done.reject(outcome.refused);
        else done.resolve(outcome.value);
      }
    } catch (error) {
      for (const { done } of batch) done.reject(error);
    } finally {
      lane.running -= 1;
      if (lane.running === 0 && lane.waiting.length === 0) lanes.delete(name);
      void go(name);
    }
  };
  return (one) => {
    const name = batches.lane(one);
    const lane = lanes.get(name) ?? { waiting: [], running: 0 };
    lanes.set(name, lane);
    const done = Promise.withResolvers<R>();
    lane.waiting.push({ one, done });
    // Those that are read in the same turn go together.
    setImmediate(() => void go(name));
    return done.promise;
  };
}

/** The first that are not too much at once. */
function takeBatch<T, R>(
  { name, bytes }: Batches<T, R>,
  waiting: readonly Waiting<T, R>[],
): [batch: Waiting<T, R>[], rest: Waiting<T, R>[]] {
  const batch = new Map<string, Waiting<T, R>>();
  const rest: Waiting<T, R>[] = [];
  let sum = 0;
  for (const each of waiting) {
    const more = bytes(each.one);
    const isFull = batch.size >= mostOnes || (batch.size > 0 && sum + more > mostBytes);
    if (isFull || batch.has(name(each.one))) {
      rest.push(each);
      continue;
    }
    batch.set(name(each.one), each);
    sum += more;
  }
  return [[...batch.values()], rest];
}
