import { encodeColumns } from '@parlour/catalogue/publish';
import type { OpeningTimings } from '../page/opening-worker.ts';
import { launchChromium } from './chromium.ts';
import { type Machine, machine } from './machine.ts';
import { type Percentiles, percentiles } from './percentiles.ts';
import { servePage } from './serve-page.ts';
import { syntheticItems } from './synthetic-catalogue.ts';

export interface OpeningBench {
  readonly bench: 'opening';
  readonly machine: Machine;
  readonly items: number;
  readonly bytes: number;
  /** Milliseconds; `open` is the first in a fresh worker. */
  readonly ms: Record<'read' | 'hash' | 'open' | 'openAgain', Percentiles>;
}

/** Opens the columns of an invented catalogue in a worker of Chromium, as the brain does: kept file, hash, columns. */
export async function benchOpening(options: {
  items: number;
  runs: number;
  say: (sentence: string) => void;
}): Promise<OpeningBench> {
  options.say(`Making ${options.items} items ...`);
  const columns = encodeColumns([...syntheticItems({ items: options.items })]);
  const page = await servePage('opening');
  const browser = await launchChromium();
  try {
    const tab = await browser.newPage();
    await tab.route('**/columns.arrow', (route) => route.fulfill({ body: Buffer.from(columns) }));
    await tab.goto(page.url);
    await tab.waitForFunction(() => 'timeOpening' in window);
    await tab.evaluate(async () => (await caches.open('opening-bench')).add('/columns.arrow'));
    const runs: OpeningTimings[] = [];
    for (let run = 1; run <= options.runs; run++) {
      options.say(`Run ${run} of ${options.runs} ...`);
      runs.push(await tab.evaluate(() => window.timeOpening('/columns.arrow')));
    }
    const over = (key: 'read' | 'hash' | 'open' | 'openAgain') => percentiles(runs.map((run) => run[key]));
    return {
      bench: 'opening',
      machine: machine(),
      items: runs[0]?.items ?? 0,
      bytes: columns.length,
      ms: { read: over('read'), hash: over('hash'), open: over('open'), openAgain: over('openAgain') },
    };
  } finally {
    await browser.close();
    await page.stop();
  }
}
