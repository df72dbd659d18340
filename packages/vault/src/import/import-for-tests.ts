import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ZipWriter, type ZipWriterConstructorOptions } from '@zip.js/zip.js';
import { BlobWriter, TextReader } from '@zip.js/zip.js/lib/zip-core-custom.js';
import type { HistoryEvent, ProfileId } from '@parlour/wire';
import fc from 'fast-check';
import { finishImport } from './finish-import.ts';
import type { ImportAnswers, ImportChoices, ImportPreviewData, MatchableTitle } from './import-model.ts';
import { previewImport } from './preview-import.ts';
import { buildTitleIndex, type TitleIndex } from './title-index.ts';

/** For tests only. The day they were written for. */
export const now = Date.UTC(2026, 10, 20);

/** The repository's root is three folders above the package's sources. */
const shared = resolve(import.meta.dirname, '../../../../../shared/data');

/** A folder of the data sets that are no part of the repository; undefined, and said so, where it is absent. */
export function sharedData(
  folder: string,
): { readonly files: readonly string[]; text(file: string): string } | undefined {
  const path = resolve(shared, folder);
  if (!existsSync(path)) {
    console.warn(`SKIPPED: ${path} is absent, so tests that need it did not run.`);
    return undefined;
  }
  return { files: readdirSync(path), text: (file) => readFileSync(resolve(path, file), 'utf8') };
}

export function film(name: string, year?: number, more: Partial<MatchableTitle> = {}): MatchableTitle {
  return {
    id: `movie:${name}:${year ?? ''}`,
    type: 'Movie',
    name,
    alternateNames: [],
    year,
    externalIds: {},
    ...more,
  };
}

export function series(name: string, year?: number, more: Partial<MatchableTitle> = {}): MatchableTitle {
  return { ...film(name, year), id: `tvseries:${name}:${year ?? ''}`, type: 'TVSeries', ...more };
}

export interface Imported {
  readonly preview: ImportPreviewData;
  readonly events: HistoryEvent[];
}

export interface ImportSettings {
  readonly titles?: readonly MatchableTitle[];
  readonly index?: TitleIndex;
  readonly answers?: ImportAnswers;
  readonly known?: readonly HistoryEvent[];
  readonly choices?: Partial<ImportChoices>;
  readonly profile?: ProfileId;
}

/** Preview and import in one go. `content` is a file's text, bytes or a ZIP. */
export async function importFile(
  name: string,
  content: BlobPart,
  settings: ImportSettings = {},
): Promise<Imported> {
  const index = settings.index ?? buildTitleIndex(settings.titles ?? []);
  const knownEventIds = new Set(settings.known?.map(({ id }) => id));
  const { preview, draft } = await previewImport(new File([content], name), {
    index,
    knownEventIds,
    now,
    ...(settings.answers === undefined ? {} : { answers: settings.answers }),
    ...(settings.profile === undefined ? {} : { profile: settings.profile }),
  });
  if (preview.question !== undefined) return { preview, events: [] };
  const { events } = finishImport(
    draft,
    { items: {}, leaveOut: [], ...settings.choices },
    { importId: 'i', at: now },
  );
  return { preview, events };
}

/** A ZIP of texts by path. */
export async function zipOf(
  files: Readonly<Record<string, string>>,
  options: ZipWriterConstructorOptions = {},
): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false, ...options });
  for (const [path, text] of Object.entries(files)) await writer.add(path, new TextReader(text));
  return writer.close();
}

/** The code of the ParlourError that a promise is refused with. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return typeof error === 'object' && error !== null && 'code' in error
    ? String(error.code)
    : `no ParlourError: ${String(error)}`;
}

/** `fc.assert` that prints its seed. */
export async function holds<T>(
  property: fc.IAsyncProperty<T> | fc.IProperty<T>,
  numRuns = 100,
): Promise<void> {
  const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  console.info(`fast-check seed ${seed} (FC_SEED=${seed} repeats it)`);
  await fc.assert(property, { seed, numRuns });
}

export function dayOf(event: HistoryEvent | undefined): string {
  return event === undefined ? '' : new Date(event.at).toISOString().slice(0, 10);
}
