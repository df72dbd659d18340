import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readItems } from '@parlour/catalogue/import';
import { CatalogueManifest } from '@parlour/wire';
import * as v from 'valibot';
import type { DataFolder } from '../data-folder.ts';

export interface CatalogueDescription {
  readonly store: string;
  readonly titles: number;
  readonly byType: Readonly<Record<string, number>>;
  /** By the most trusted source of each title. */
  readonly bySource: Readonly<Record<string, number>>;
  readonly byDecade: Readonly<Record<string, number>>;
  /** What is published, if anything is. */
  readonly published?: CatalogueManifest;
}

/** Counts what an operator's store holds. */
export async function describeCatalogue(data: DataFolder): Promise<CatalogueDescription> {
  const [byType, bySource, byDecade] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  let titles = 0;
  for await (const item of readItems(data.catalogueStore)) {
    titles++;
    count(byType, item.type);
    count(bySource, item.source);
    count(byDecade, item.year === undefined ? 'unknown' : `${Math.floor(item.year / 10)}0s`);
  }
  const manifest = await readFile(join(data.publicCatalogue, 'manifest.json'), 'utf8').catch(() => undefined);
  return {
    store: data.catalogueStore,
    titles,
    byType: sorted(byType),
    bySource: sorted(bySource),
    byDecade: sorted(byDecade),
    ...(manifest === undefined ? {} : { published: v.parse(CatalogueManifest, JSON.parse(manifest)) }),
  };
}

function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a], [b]) => a.localeCompare(b, 'en')));
}
