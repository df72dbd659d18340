import { expect } from '@playwright/test';
import { launchChromium } from './chromium.ts';
import { type Machine, machine } from './machine.ts';
import { type Percentiles, percentiles } from './percentiles.ts';
import { startProduct } from './running-product.ts';
import { firstVisit, timed } from './visit.ts';

export interface ImportBench {
  readonly bench: 'import';
  readonly machine: Machine;
  readonly rows: number;
  /** Milliseconds: from choosing the file to the preview; from "Import" to all of it being on disk; both. */
  readonly ms: Record<'preview' | 'commit' | 'total', Percentiles>;
  /** Milliseconds of the longest gap between two animation frames of the page meanwhile. */
  readonly longestFrame: Percentiles;
  /**
   * Milliseconds of the page's own scripts within one frame, the longest meanwhile (Long Animation Frames; scripts of less
   * than 5 ms are not counted there). What a longer gap holds beyond that is the browser's, or a busy core.
   */
  readonly longestScripts: Percentiles;
}

/** Imports a Netflix history of invented series and of titles of the starter catalogue, each run into a vault of its own. */
export async function benchImport(options: {
  rows: number;
  runs: number;
  say: (sentence: string) => void;
}): Promise<ImportBench> {
  const product = await startProduct();
  const browser = await launchChromium();
  const preview: number[] = [];
  const commit: number[] = [];
  const frames: number[] = [];
  const scripts: number[] = [];
  const file = {
    name: 'NetflixViewingHistory.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(history(options.rows)),
  };
  try {
    for (let run = 1; run <= options.runs; run++) {
      options.say(`Run ${run} of ${options.runs} ...`);
      const context = await browser.newContext();
      const page = await context.newPage();
      await firstVisit(page, product.url);
      // A new device measures its backends once, with all it has; the import is not to be timed against that.
      await page.getByRole('link', { name: 'This device' }).click();
      await page.getByRole('button', { name: /^Measure/ }).click();
      await expect(page.getByRole('row', { name: /WebGPU/ })).toContainText('ms', { timeout: 120_000 });
      await expect(page.getByRole('button', { name: /^Measure/ })).toBeEnabled({ timeout: 120_000 });
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Import' }).click();
      await page.getByRole('button', { name: 'Choose a file' }).waitFor();
      await page.evaluate(watchFrames);
      const ready = page.getByRole('button', { name: 'Import', exact: true });
      preview.push(
        await timed(async () => {
          await page.locator('input[type=file]').setInputFiles(file);
          await ready.waitFor({ timeout: 120_000 });
        }),
      );
      commit.push(
        await timed(async () => {
          await ready.click();
          await page.getByRole('region', { name: 'Import finished' }).waitFor({ timeout: 120_000 });
        }),
      );
      frames.push(await page.evaluate(() => window.longestFrame ?? 0));
      scripts.push(await page.evaluate(() => window.longestScripts ?? 0));
      await context.close();
    }
  } finally {
    await browser.close();
    await product.stop();
  }
  return {
    bench: 'import',
    machine: machine(),
    rows: options.rows,
    ms: {
      preview: percentiles(preview),
      commit: percentiles(commit),
      total: percentiles(preview.map((ms, run) => ms + commit[run])),
    },
    longestFrame: percentiles(frames),
    longestScripts: percentiles(scripts),
  };
}

declare global {
  interface Window {
    longestFrame?: number;
    longestScripts?: number;
  }
}

function watchFrames(): void {
  let last = performance.now();
  window.longestFrame = 0;
  const frame = (now: number) => {
    window.longestFrame = Math.max(window.longestFrame ?? 0, now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  window.longestScripts = 0;
  new PerformanceObserver((entries) => {
    for (const entry of entries.getEntries() as (PerformanceEntry & { scripts: PerformanceEntry[] })[]) {
      const own = entry.scripts.reduce((sum, script) => sum + script.duration, 0);
      window.longestScripts = Math.max(window.longestScripts ?? 0, own);
    }
  }).observe({ type: 'long-animation-frame' });
}

/** Rows as Netflix writes them: mostly episodes, some films; a fifth of the series are in the starter catalogue. */
function history(rows: number): string {
  const known = [
    'Dark',
    'Breaking Bad',
    'The Crown',
    'Black Mirror',
    'Narcos',
    'Friends',
    'Seinfeld',
    'Severance',
  ];
  const lines = Array.from({ length: rows }, (_, index) => {
    const series = Math.floor(index / 25);
    const name = series % 5 === 0 ? known[(series / 5) % known.length] : `Invented Series ${series}`;
    const title =
      index % 10 === 9 ? `Invented Film ${index}` : `${name}: Season ${1 + (index % 4)}: Chapter ${index}`;
    const day = new Date(Date.UTC(2024, 9, 20) - Math.floor(index / 3) * 86_400_000);
    return `"${title}","${day.getUTCMonth() + 1}/${day.getUTCDate()}/${String(day.getUTCFullYear()).slice(2)}"`;
  });
  return `Title,Date\n${lines.join('\n')}\n`;
}
