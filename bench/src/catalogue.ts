import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentFeatures, itemGraph, openCatalogue } from '@parlour/catalogue';
import { readFormat } from '@parlour/catalogue/import';
import { publishSnapshot } from '@parlour/catalogue/publish';
import type { Item, PublicFile } from '@parlour/wire';
import { machine } from './machine.ts';
import { percentiles } from './percentiles.ts';
import { syntheticItems } from './synthetic-catalogue.ts';

export interface CatalogueBenchOptions {
  /** How many invented items. */
  readonly items: number;
  /** A folder of streaming services' CSV files: their titles are measured instead of invented ones. */
  readonly streamingCsvs?: string;
  readonly say?: (line: string) => void;
}

const openings = 15;
const neighbourRows = 2000;

/**
 * Publishes a catalogue into a temporary folder, then does with it what a device does. Sizes in bytes, times in
 * milliseconds unless the name says otherwise; all in this process, under Node.
 */
export async function benchCatalogue(options: CatalogueBenchOptions): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'parlour-bench-'));
  try {
    const items = options.streamingCsvs
      ? await realItems(options.streamingCsvs)
      : syntheticItems({ items: options.items });
    const before = performance.now();
    const cpuBefore = process.cpuUsage();
    let step = '';
    const manifest = await publishSnapshot(items, folder, {
      onProgress: (progress) => {
        if (progress.step !== step) options.say?.(`${progress.step}, after ${seconds(before)} s`);
        step = progress.step;
      },
    });
    const publishSeconds = seconds(before);
    const { user, system } = process.cpuUsage(cpuBefore);
    const columns = new Uint8Array(await readFile(join(folder, manifest.columns.path)));
    const graph = manifest.graph && new Uint8Array(await readFile(join(folder, manifest.graph.path)));
    return {
      bench: 'catalogue',
      machine: machine(),
      source: options.streamingCsvs ? 'streaming CSV files' : 'invented items',
      items: manifest.items,
      publishSeconds,
      publishCpuSeconds: Math.round((user + system) / 1e5) / 10,
      publishPeakMemoryMiB: Math.round(process.resourceUsage().maxRSS / 1024),
      sizes: {
        columns: sizes(manifest.columns),
        graph: manifest.graph && sizes(manifest.graph),
        firstListBrotli: manifest.columns.brotliBytes,
        allBrotli: manifest.columns.brotliBytes + (manifest.graph?.brotliBytes ?? 0),
      },
      ...measureDevice(columns, graph),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function measureDevice(columns: Uint8Array, graphBytes: Uint8Array | undefined): object {
  const open = repeat(openings, () => openCatalogue(columns));
  const catalogue = openCatalogue(columns);
  const firstRowOf = repeat(1, () => catalogue.rowOf('movie:none:2000'));
  const features = repeat(5, () => contentFeatures(catalogue));
  const base = {
    openMs: percentiles(open),
    idIndexMs: percentiles(firstRowOf),
    featuresMs: percentiles(features),
  };
  if (!graphBytes || catalogue.size === 0) return base;
  const openGraph = repeat(5, () => itemGraph(catalogue, graphBytes));
  const graph = itemGraph(catalogue, graphBytes);
  const first = repeat(1, () => graph.neighbours(0));
  let row = 0;
  const neighbours = repeat(neighbourRows, () => graph.neighbours((row += 7919) % catalogue.size));
  return {
    ...base,
    openGraphMs: percentiles(openGraph),
    firstNeighboursMs: percentiles(first),
    neighboursMs: percentiles(neighbours),
  };
}

/** Titles of three services, as they are, with ids of their own; only to measure sizes on real text. */
async function realItems(folder: string): Promise<Item[]> {
  const items = new Map<string, Item>();
  for (const [format, file] of [
    ['netflix-csv', 'netflix_titles.csv'],
    ['prime-csv', 'amazon_prime_titles.csv'],
    ['disney-csv', 'disney_plus_titles.csv'],
  ] as const) {
    for await (const reading of readFormat(format, join(folder, file))) {
      if (reading.kind !== 'part') continue;
      const { key: _, ...part } = reading.part;
      const slug = part.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
      const id = `${part.type.toLowerCase()}:${slug}:${part.year ?? ''}`.slice(0, 200);
      items.set(id, { ...part, id });
    }
  }
  return [...items.values()];
}

const sizes = ({ bytes, brotliBytes }: PublicFile) => ({ bytes, brotliBytes });
const seconds = (since: number) => Math.round((performance.now() - since) / 100) / 10;

function repeat(times: number, work: () => unknown): number[] {
  return Array.from({ length: times }, () => {
    const before = performance.now();
    work();
    return performance.now() - before;
  });
}
