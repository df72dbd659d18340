import { measureLatency } from './measure-latency.ts';
import { openEngineParts } from './open-engine-parts.ts';

/** Where the files of `madeModels` are, and how many requests are timed. */
export interface LatencyTask {
  readonly files: string;
  readonly requests: number;
}

/** Milliseconds, one entry a request. */
export interface LatencyTimings {
  /** From bytes to an engine, features and projection computed. */
  readonly open: number;
  /** From the key to the first list: the history is taken in, the strategies prepare and rank for the first time. */
  readonly first: number;
  readonly list: number[];
  readonly cached: number[];
  readonly afterEvent: number[];
  readonly explain: number[];
  readonly strategies: Record<string, number[]>;
}

/** Kept until the worker ends: what they hold is measured after the timings. */
const held: unknown[] = [];

async function time({ files, requests }: LatencyTask): Promise<LatencyTimings> {
  const start = performance.now();
  const parts = await openEngineParts(
    async (name) => new Uint8Array(await (await fetch(`${files}/${name}`)).arrayBuffer()),
  );
  const open = performance.now() - start;
  held.push(parts);
  return { open, ...measureLatency(parts, { requests, hold: (engine) => held.push(engine) }) };
}

addEventListener('message', ({ data }: MessageEvent<LatencyTask>) => {
  time(data).then(
    (timings) => postMessage(timings),
    (error: unknown) =>
      postMessage({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
