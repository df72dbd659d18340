import { launchChromium } from './chromium.ts';
import type { VaultTimings } from '../page/vault-page.ts';
import { type Machine, machine } from './machine.ts';
import { type Percentiles, percentiles } from './percentiles.ts';
import { servePage } from './serve-page.ts';

export interface VaultBench {
  readonly bench: 'vault';
  readonly machine: Machine;
  readonly events: number;
  /** Milliseconds over all runs. `open` and `create` do not count the key derivation, which stands beside them. */
  readonly ms: Record<
    'create' | 'keyDerivation' | 'appendMany' | 'checkpoint' | 'open' | 'appendOne' | 'exportJson',
    Percentiles
  >;
}

/** Times the real vault in a real Chromium: its IndexedDB, its WebCrypto, Argon2id in its worker. */
export async function benchVault(options: {
  events: number;
  runs: number;
  say: (sentence: string) => void;
}): Promise<VaultBench> {
  const page = await servePage('vault');
  const browser = await launchChromium();
  try {
    const tab = await browser.newPage();
    await tab.goto(page.url);
    await tab.waitForFunction(() => 'timeVault' in window);
    const runs: VaultTimings[] = [];
    for (let run = 1; run <= options.runs; run++) {
      options.say(`Run ${run} of ${options.runs} ...`);
      runs.push(await tab.evaluate((events) => window.timeVault(events), options.events));
    }
    const over = (key: 'create' | 'keyDerivation' | 'appendMany' | 'checkpoint' | 'open' | 'exportJson') =>
      percentiles(runs.map((run) => run[key]));
    return {
      bench: 'vault',
      machine: machine(),
      events: options.events,
      ms: {
        create: over('create'),
        keyDerivation: over('keyDerivation'),
        appendMany: over('appendMany'),
        checkpoint: over('checkpoint'),
        open: over('open'),
        appendOne: percentiles(runs.flatMap((run) => run.appendOne)),
        exportJson: over('exportJson'),
      },
    };
  } finally {
    await browser.close();
    await page.stop();
  }
}
