import { join } from 'node:path';
import {
  CatalogueStore,
  type ImportSummary,
  importInto,
  lockStore,
  readFormat,
} from '@parlour/catalogue/import';
import type { CatalogueManifest } from '@parlour/wire';
import type { DataFolder } from '../data-folder.ts';
import { say } from '../say.ts';
import { startProgress } from './progress.ts';
import { publishStore } from './publish-store.ts';
import { RefusalReport } from './refusal-report.ts';

export interface ImportOptions {
  readonly publish: boolean;
  readonly report?: string;
  readonly platform?: string;
  readonly includeAdult?: boolean;
  readonly includeVideo?: boolean;
}

export interface ImportResult extends ImportSummary {
  readonly format: string;
  readonly path: string;
  /** Titles in the store afterwards. */
  readonly titles: number;
  readonly seconds: number;
  /** Where the rows that were left out are listed. */
  readonly report?: string;
  readonly published?: CatalogueManifest;
}

/** Imports one source into the operator's store and publishes the store. If anything throws, the store is as it was. */
export async function importCatalogue(
  data: DataFolder,
  format: string,
  path: string,
  options: ImportOptions,
): Promise<ImportResult> {
  const started = performance.now();
  const { publish, report: reportPath, ...readOptions } = options;
  await using _lock = await lockStore(data.catalogueStore);
  const store = await CatalogueStore.open(data.catalogueStore);
  const report = await RefusalReport.begin(reportPath ?? join(data.catalogueStore, 'import-report.ndjson'));
  const summary = await readInto(store, format, path, readOptions, report).finally(() => report.end());
  await store.save();
  const result: ImportResult = {
    format,
    path,
    ...summary,
    titles: store.size,
    seconds: Math.round(performance.now() - started) / 1000,
    ...(summary.refused > 0 ? { report: report.path } : {}),
  };
  tell(result);
  return publish ? { ...result, published: await publishStore(store, data) } : result;
}

async function readInto(
  store: CatalogueStore,
  format: string,
  path: string,
  options: Omit<ImportOptions, 'publish' | 'report'>,
  report: RefusalReport,
): Promise<ImportSummary> {
  const progress = startProgress();
  let fraction = 0;
  const onBytes = (done: number, total: number) => {
    fraction = total === 0 ? 1 : done / total;
  };
  try {
    return await importInto(store, readFormat(format, path, { ...options, onBytes }), {
      onRefusal: (refusal) => report.add(refusal),
      onRow: (rows) => {
        if (rows % 500 === 0) progress.update(fraction, 'Importing');
      },
    });
  } finally {
    progress.stop();
  }
}

function tell({ rows, added, joined, changed, unchanged, refused, skipped, titles }: ImportResult): void {
  const left = Object.entries(skipped).map(([reason, count]) => `, ${count} ${reason} left out on purpose`);
  say(
    `${rows} rows: ${added} new titles, ${joined} about known titles, ${changed} changed, ${unchanged} unchanged, ` +
      `${refused} left out${left.join('')}. The catalogue has ${titles} titles.`,
  );
}
