import type { Page } from '@playwright/test';
import { brotliCompressSync, constants } from 'node:zlib';
import { launchChromium } from '../chromium.ts';
import { type Machine, machine } from '../machine.ts';
import { type Percentiles, percentiles } from '../percentiles.ts';
import { servePage } from '../serve-page.ts';
import { madeModels } from './made-models.ts';
import { serveFiles } from './serve-files.ts';
import { workerSession } from './worker-session.ts';

export interface LatencyBench {
  readonly bench: 'latency';
  readonly machine: Machine;
  readonly items: number;
  /** Milliseconds: all that differ, the same from the cache, and right after a new event. */
  readonly list: Percentiles;
  readonly cached: Percentiles;
  readonly afterEvent: Percentiles;
  /** Why one title, with its paths through the graph. */
  readonly explain: Percentiles;
  readonly strategies: Readonly<Record<string, Percentiles>>;
  /** Milliseconds from bytes to an engine, and from the history to its first list. */
  readonly open: number;
  readonly first: number;
  /**
   * Of page and worker together, with catalogue, space, models and kept lists, titles explained, after a garbage collection: objects and array buffers, as
   * DevTools tell them.
   */
  readonly heapMb: number;
  /** Of it, what lies in array buffers. */
  readonly buffersMb: number;
  /** What `measureUserAgentSpecificMemory` says of both. */
  readonly userAgentSpecificMb: number | undefined;
  /** Brotli; columns and SIMILAR graph are the catalogue's, and not counted among the models. */
  readonly download: { readonly modelsMb: number; readonly files: Readonly<Record<string, number>> };
}

/** Times the engine in a worker of Chromium. */
export async function benchLatency(options: {
  items: number;
  requests: number;
  say: (sentence: string) => void;
}): Promise<LatencyBench> {
  options.say(`Making ${options.items} items and models ...`);
  const files = madeModels(options.items);
  const page = await servePage('latency', 8141, isolated);
  const served = await serveFiles(files);
  const browser = await launchChromium(atOnce);
  try {
    const tab = await browser.newPage();
    await tab.goto(page.url);
    await tab.waitForFunction(() => 'timeLatency' in window);
    options.say('Timing ...');
    const heap = await heapOf(tab);
    const task = { files: served.address, requests: options.requests };
    const timings = await tab.evaluate((one) => window.timeLatency(one), task);
    const memory = await tab.evaluate(() => window.measureMemory());
    const { objects, buffers } = await heap();
    const sizes = Object.entries(files).map(([name, bytes]): [string, number] => [name, compressedMb(bytes)]);
    return {
      bench: 'latency',
      machine: machine(),
      items: options.items,
      list: percentiles(timings.list),
      cached: finePercentiles(timings.cached),
      afterEvent: percentiles(timings.afterEvent),
      explain: percentiles(timings.explain),
      strategies: Object.fromEntries(
        Object.entries(timings.strategies).map(([name, times]) => [name, percentiles(times)]),
      ),
      open: Math.round(timings.open),
      first: Math.round(timings.first),
      heapMb: Math.round((objects + buffers) / 1e6),
      buffersMb: Math.round(buffers / 1e6),
      userAgentSpecificMb: memory === undefined ? undefined : Math.round(memory / 1e6),
      download: {
        modelsMb: round(sizes.reduce((sum, [name, mb]) => sum + (models.has(name) ? mb : 0), 0)),
        files: Object.fromEntries(sizes.map(([name, mb]) => [name, round(mb)])),
      },
    };
  } finally {
    await browser.close();
    await served.stop();
    await page.stop();
  }
}

const models: ReadonlySet<string> = new Set(['collaborative.bin', 'graph.bin']);

/** Call it before the worker is started, and what it gives when all is held: bytes of page and worker. */
async function heapOf(tab: Page): Promise<() => Promise<{ objects: number; buffers: number }>> {
  const page = await tab.context().newCDPSession(tab);
  const workerStarted = await workerSession(tab);
  return async () => {
    const worker = await workerStarted();
    await worker.send('HeapProfiler.collectGarbage');
    const usages = [await worker.send('Runtime.getHeapUsage'), await page.send('Runtime.getHeapUsage')];
    const total = { objects: 0, buffers: 0 };
    for (const usage of usages) {
      const { usedSize, backingStorageSize = 0 } = usage as HeapUsage;
      total.objects += usedSize;
      total.buffers += backingStorageSize;
    }
    return total;
  };
}

interface HeapUsage {
  readonly usedSize: number;
  /** Of array buffers and strings outside the heap. */
  readonly backingStorageSize?: number;
}

/** What the cache answers in is far below the tenth of a millisecond to which percentiles are rounded. */
function finePercentiles(sample: readonly number[]): Percentiles {
  const { n, ...microseconds } = percentiles(sample.map((ms) => 1_000 * ms));
  const ms = (value: number): number => value / 1_000;
  const { p50, p95, p99, min, max } = microseconds;
  return { p50: ms(p50), p95: ms(p95), p99: ms(p99), min: ms(min), max: ms(max), n };
}

/** Or else memory is measured with the next garbage collection, whenever that is. */
const atOnce = ['--enable-blink-features=ForceEagerMeasureMemory'];

/** Without it the heap of a page cannot be measured. */
const isolated = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
};

function compressedMb(bytes: Uint8Array): number {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length / 1e6;
}

const round = (mb: number): number => Math.round(mb * 100) / 100;
