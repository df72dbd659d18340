import { measureLatency } from './measure-latency.ts';
import { openEngineParts } from './open-engine-parts.ts';

/** Milliseconds, one entry a request. */
export interface LatencyTimings {
  /** From bytes to an engine, features and projection computed. */
  readonly open: number;
  /** From the key to the first list: the history is taken in, the strategies prepare and rank for the first time. */
  readonly first: number;
  readonly list: number[];
  readonly cached: number[];
  readonly afterEvent: number[];
  readonly strategies: Record<string, number[]>;
}

async function fetched(name: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await fetch(`/${name}`)).arrayBuffer());
}

/** Kept until the worker ends: what they hold is measured after the timings. */
const held: unknown[] = [];

async function time(requests: number): Promise<LatencyTimings> {
  const start = performance.now();
  const parts = await openEngineParts(fetched);
  const open = performance.now() - start;
  held.push(parts);
  return { open, ...measureLatency(parts, requests, undefined, (engine) => held.push(engine)) };
}

addEventListener('message', ({ data }: MessageEvent<number>) => {
  time(data).then(
    (timings) => postMessage(timings),
    (error: unknown) =>
      postMessage({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
