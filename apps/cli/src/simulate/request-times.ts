/** When a request began and was answered, in milliseconds since 1970. */
export interface RequestTime {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
}

/** How long requests of a kind took, in milliseconds, and how many devices a second were served while they came. */
export interface KindTimes {
  readonly requests: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly perSecond: number;
}

/** Milliseconds since 1970, finer than whole ones. */
export const clock = (): number => performance.timeOrigin + performance.now();

/** By kind, in the order of the first request of each. */
export function timesByKind(times: readonly RequestTime[]): Record<string, KindTimes> {
  const kinds = Map.groupBy(
    times.toSorted((a, b) => a.from - b.from),
    ({ kind }) => kind,
  );
  return Object.fromEntries([...kinds].map(([kind, all]) => [kind, kindTimes(all)]));
}

function kindTimes(all: readonly RequestTime[]): KindTimes {
  const took = all.map(({ from, to }) => to - from).sort((a, b) => a - b);
  const at = (share: number) => round(took[Math.min(took.length - 1, Math.floor(share * took.length))]);
  const last = all.reduce((latest, { to }) => Math.max(latest, to), 0);
  const seconds = (last - all[0].from) / 1000;
  return {
    requests: all.length,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    perSecond: round(all.length / seconds),
  };
}

const round = (value: number): number => Math.round(10 * value) / 10;
