import { brotliCompressSync, constants } from 'node:zlib';
import { launchChromium } from '../chromium.ts';
import { type Machine, machine } from '../machine.ts';
import { type Percentiles, percentiles } from '../percentiles.ts';
import { servePage } from '../serve-page.ts';
import { madeModels } from './made-models.ts';

export interface LatencyBench {
  readonly bench: 'latency';
  readonly machine: Machine;
  readonly items: number;
  /** Milliseconds: all that differ, the same from the cache, and right after a new event. */
  readonly list: Percentiles;
  readonly cached: Percentiles;
  readonly afterEvent: Percentiles;
  readonly strategies: Readonly<Record<string, Percentiles>>;
  /** Milliseconds from bytes to an engine, and from the history to its first list. */
  readonly open: number;
  readonly first: number;
  /** Of page and worker together, with catalogue, space, models and kept lists. */
  readonly heapMb: number | undefined;
  /** Brotli; the catalogue's columns are not counted among the models. */
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
  const browser = await launchChromium();
  try {
    const tab = await browser.newPage();
    for (const [name, bytes] of Object.entries(files)) {
      await tab.route(`**/${name}`, (route) =>
        route.fulfill({ body: Buffer.from(bytes), headers: isolated }),
      );
    }
    await tab.goto(page.url);
    await tab.waitForFunction(() => 'timeLatency' in window);
    options.say('Timing ...');
    const timings = await tab.evaluate((requests) => window.timeLatency(requests), options.requests);
    const sizes = Object.entries(files).map(([name, bytes]): [string, number] => [name, compressedMb(bytes)]);
    return {
      bench: 'latency',
      machine: machine(),
      items: options.items,
      list: percentiles(timings.list),
      cached: percentiles(timings.cached),
      afterEvent: percentiles(timings.afterEvent),
      strategies: Object.fromEntries(
        Object.entries(timings.strategies).map(([name, times]) => [name, percentiles(times)]),
      ),
      open: Math.round(timings.open),
      first: Math.round(timings.first),
      heapMb: timings.heapMb === undefined ? undefined : Math.round(timings.heapMb),
      download: {
        modelsMb: round(sizes.reduce((sum, [name, mb]) => sum + (name === 'columns.arrow' ? 0 : mb), 0)),
        files: Object.fromEntries(sizes.map(([name, mb]) => [name, round(mb)])),
      },
    };
  } finally {
    await browser.close();
    await page.stop();
  }
}

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
