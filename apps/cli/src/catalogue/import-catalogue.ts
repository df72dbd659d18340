import { join } from 'node:path';
import {
  CatalogueStore,
  type ImportSummary,
  importInto,
  lockStore,
  readFormat,
} from '@parlour/catalogue/import';
import { type CatalogueManifest, ParlourError } from '@parlour/wire';
import type { DataFolder } from '../data-folder.ts';
import { say } from '../say.ts';
import { type Progress, startProgress } from './progress.ts';
import { publishStore } from './publish-store.ts';
import { RefusalReport } from './refusal-report.ts';
import { isPublished, markUnpublished } from './unpublished.ts';

export interface ImportOptions {
  /** Undefined: what is small is published at once, what is large waits for `catalogue publish`. */
  readonly publish?: boolean;
  readonly report?: string;
  readonly platform?: string;
  readonly includeAdult?: boolean;
  readonly includeVideo?: boolean;
  /** How far it is is told to this, where it is not to be told on standard error. */
  readonly progress?: Progress;
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

/** Publishing costs about 2.5 ms of CPU a title: beyond this many an operator chooses when, after the last source of several. */
const publishedAtOnce = 20_000;

/** Imports one source into the operator's store and publishes the store, if it holds what is not published and is not too large for that. If reading throws, it is as it was. */
export async function importCatalogue(
  data: DataFolder,
  format: string,
  path: string,
  { publish, ...options }: ImportOptions,
): Promise<ImportResult> {
  await using _lock = await lockStore(data.catalogueStore);
  const result = await importIntoStore(data, format, path, options);
  tell(result);
  if (publish === false || (await isPublished(data))) return result;
  if (publish || result.titles <= publishedAtOnce)
    return { ...result, published: await publishStore(data, options.progress) };
  say('Not published yet, because so many take minutes: npx parlour catalogue publish');
  return result;
}

type StoreOptions = Omit<ImportOptions, 'publish'>;

/** Its own function so that the store's memory is free again when publishing begins. */
async function importIntoStore(
  data: DataFolder,
  format: string,
  path: string,
  { report: reportPath, ...options }: StoreOptions,
): Promise<ImportResult> {
  const started = performance.now();
  const store = await CatalogueStore.open(data.catalogueStore);
  const report = await RefusalReport.begin(reportPath ?? join(data.catalogueStore, 'import-report.ndjson'));
  let summary: ImportSummary;
  try {
    summary = await readInto(store, format, path, options, report);
  } finally {
    await report.end();
  }
  if (summary.rows > 0 && summary.refused === summary.rows) throw nothingUsable(format, path, report.path);
  if (summary.added + summary.joined + summary.changed > 0) await markUnpublished(data);
  await store.save();
  return {
    format,
    path,
    ...summary,
    titles: store.size,
    seconds: Math.round(performance.now() - started) / 1000,
    ...(summary.refused > 0 ? { report: report.path } : {}),
  };
}

async function readInto(
  store: CatalogueStore,
  format: string,
  path: string,
  { progress = startProgress(), ...options }: Omit<StoreOptions, 'report'>,
  report: RefusalReport,
): Promise<ImportSummary> {
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

function nothingUsable(format: string, path: string, report: string): ParlourError {
  return new ParlourError('catalogue/nothing-usable', {
    message: `Not one row of ${path} is a title in the format ${format}.`,
    meaning: 'Nothing was imported and the catalogue is as it was.',
    mend: `Check the format; ${report} says for each row what is wrong with it.`,
  });
}

function tell({ rows, added, joined, changed, unchanged, refused, skipped, titles }: ImportResult): void {
  const left = Object.entries(skipped).map(([reason, count]) => `, ${count} ${reason} left out on purpose`);
  say(
    `${rows} rows: ${added} new titles, ${joined} about known titles, ${changed} changed, ${unchanged} unchanged, ` +
      `${refused} left out${left.join('')}. The catalogue has ${titles} titles.`,
  );
}
