/** Milliseconds between the next few and those after them. */
const stepMs = 100;

/**
 * Does something to each of many every so often, a few at a time: all at once would keep everybody else waiting.
 * @param all may change meanwhile; whoever is new has its turn within two periods.
 * @param everyMs the time between two turns of one; never less.
 */
export function inTurn<T>(all: ReadonlySet<T>, work: (one: T) => void, everyMs: number): { stop(): void } {
  let walk = all.values();
  let begunAt = performance.now();
  const timer = setInterval(() => {
    for (let few = Math.ceil((all.size * stepMs) / everyMs); few > 0; few -= 1) {
      const next = walk.next();
      if (next.done !== true) work(next.value);
      else if (performance.now() - begunAt < everyMs) return;
      else {
        walk = all.values();
        begunAt = performance.now();
      }
    }
  }, stepMs).unref();
  return { stop: () => clearInterval(timer) };
}
