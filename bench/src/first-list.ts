import { createHash } from 'node:crypto';
import { openCatalogue } from '@parlour/catalogue';
import { seededRandom } from '@parlour/model';
import { popularity } from '@parlour/recommend';
import type { CatalogueManifest, HistoryEvent, PublicFile } from '@parlour/wire';
import type { FirstListTimings, PublicTimings } from '../page/first-list-worker.ts';
import { launchChromium } from './chromium.ts';
import { madeModels } from './latency/made-models.ts';
import { type Machine, machine } from './machine.ts';
import { type Percentiles, percentiles } from './percentiles.ts';
import { servePage } from './serve-page.ts';

export interface FirstListBench {
  readonly bench: 'first-list';
  readonly machine: Machine;
  readonly items: number;
  readonly events: number;
  /** Milliseconds, each run in a fresh worker of a fresh page. `publicReady` passes while the person types. */
  readonly ms: Record<keyof FirstListTimings | keyof PublicTimings, Percentiles>;
}

const events = 500;
/** Milliseconds from the page's beginning to the passphrase sent; then Argon2id takes its second. */
const typing = 2_500;
const day = 86_400_000;

/** From the key to the first list: an encrypted vault of 500 events, every strategy's model, the product's own brain in Chromium. */
export async function benchFirstList(options: {
  items: number;
  runs: number;
  say: (sentence: string) => void;
}): Promise<FirstListBench> {
  options.say(`Making ${options.items} items and models ...`);
  const models = madeModels(options.items);
  const page = await servePage('first-list', 8143);
  const browser = await launchChromium();
  try {
    const tab = await browser.newPage();
    const files: Record<string, Uint8Array> = { ...models, 'manifest.json': manifestOf(models) };
    for (const [name, bytes] of Object.entries(files)) {
      await tab.route(`**/catalogue/${name}`, (route) => route.fulfill({ body: Buffer.from(bytes) }));
    }
    const come = async (): Promise<void> => {
      await tab.goto(page.url);
      await tab.waitForFunction(() => 'firstList' in window);
    };
    await come();
    await tab.evaluate(async (names) => {
      const cache = await caches.open('catalogue');
      await cache.addAll(names.map((name) => `/catalogue/${name}`));
    }, Object.keys(files));
    options.say('Making the vault and learning ...');
    const history = madeHistory(models['columns.arrow']);
    await tab.evaluate((made) => window.firstList({ task: 'prepare', events: made }), history);
    const first: FirstListTimings[] = [];
    const open: PublicTimings[] = [];
    for (let run = 1; run <= options.runs; run += 1) {
      options.say(`Run ${run} of ${options.runs} ...`);
      await come();
      open.push((await tab.evaluate(() => window.firstList({ task: 'public' }))) as PublicTimings);
      await come();
      first.push(
        (await tab.evaluate(
          (wait) => window.firstList({ task: 'first', typing: wait }),
          typing,
        )) as FirstListTimings,
      );
    }
    return {
      bench: 'first-list',
      machine: machine(),
      items: options.items,
      events,
      ms: {
        opened: percentiles(first.map((each) => each.opened)),
        firstAfterKey: percentiles(first.map((each) => each.firstAfterKey)),
        readSpace: percentiles(open.map((each) => each.readSpace)),
        publicReady: percentiles(open.map((each) => each.publicReady)),
      },
    };
  } finally {
    await browser.close();
    await page.stop();
  }
}

function manifestOf(models: Record<string, Uint8Array>): Uint8Array {
  const file = (path: string): PublicFile => ({
    path,
    sha256: createHash('sha256').update(models[path]).digest('hex'),
    bytes: models[path].length,
    brotliBytes: models[path].length,
  });
  const catalogue = openCatalogue(models['columns.arrow']);
  const manifest: CatalogueManifest = {
    format: 1,
    version: catalogue.version,
    publishedAt: 0,
    items: catalogue.size,
    columns: file('columns.arrow'),
    graph: file('similar.bin'),
    collaborative: file('collaborative.bin'),
    embeddings: file('graph.bin'),
  };
  return new TextEncoder().encode(JSON.stringify(manifest));
}

/** Well-known titles more often than others, over two years, at all hours. */
function madeHistory(columns: Uint8Array): HistoryEvent[] {
  const catalogue = openCatalogue(columns);
  const known = popularity(catalogue);
  const random = seededRandom(4);
  const draw = (): number => Math.floor(random() * catalogue.size);
  const now = Date.now();
  return Array.from({ length: events }, (_, index) => {
    const row = [draw(), draw(), draw(), draw()].reduce((best, other) =>
      known[other] > known[best] ? other : best,
    );
    return {
      id: `made-${index}`,
      kind: 'completion',
      item: catalogue.id(row),
      at: Math.floor(now - (events - index) * 1.5 * day - random() * day),
      progress: 1,
      source: 'bench',
    };
  });
}
