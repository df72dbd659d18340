import { createReadStream } from 'node:fs';
import { access, link, mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { OnJobProgress } from '@parlour/server';
import { ParlourError } from '@parlour/wire';
import type { ImportFormat, ImportOptions, RejectedRow } from '@parlour/wire/api';
import { importCatalogue } from '../catalogue/import-catalogue.ts';
import type { DataFolder } from '../data-folder.ts';
import { fetchFile } from './fetch-file.ts';
import { unpackRatings } from './unpack-ratings.ts';
import type { ImportDone } from './work-words.ts';

/** Rows that were left out, of which more are counted only. */
const mostRejected = 10_000;
/** Of sets that come as a folder; their single ratings are kept for training. */
const ofFolders: ReadonlySet<ImportFormat> = new Set<ImportFormat>(['movielens', 'movietweetings']);

export interface ImportWork {
  readonly job: string;
  readonly options: ImportOptions;
  readonly url: string | null;
}

/**
 * Imports a file that was uploaded, or is fetched now, by the code of `parlour catalogue import`. Cut short anywhere it can be
 * done again; what it was made from is removed once it has ended, well or refused.
 */
export async function importWork(
  data: DataFolder,
  { job, options, url }: ImportWork,
  onProgress: OnJobProgress,
): Promise<ImportDone> {
  const { name, format, publish, ...rest } = options;
  const upload = join(data.uploads, job);
  const desk = `${upload}.work`;
  let isLater = false;
  await mkdir(desk, { recursive: true, mode: 0o700 });
  try {
    if (url !== null) await fetchFile(url, upload, onProgress);
    // Some formats are told by how a file's name ends.
    const file = join(desk, safeName(url === null ? name : new URL(url).pathname));
    await link(upload, file).catch(ignoring('EEXIST'));
    const source = ofFolders.has(format) ? await unpackRatings(file, join(desk, 'ratings')) : file;
    const report = join(desk, 'rejected.ndjson');
    const imported = await importCatalogue(data, format, source, {
      ...rest,
      ...(publish !== undefined && { publish }),
      report,
      progress: { update: (fraction, step) => onProgress(fraction, step), stop: () => undefined },
    });
    if (ofFolders.has(format)) await keepRatings(data, format, source);
    const { rows, added, joined, changed, unchanged, refused, skipped, titles, published } = imported;
    return {
      result: {
        kind: 'import',
        rows,
        added,
        joined,
        changed,
        unchanged,
        refused,
        titles,
        skipped: { ...skipped },
        published: published?.version ?? null,
      },
      rejected: await readRejected(report),
    };
  } catch (error) {
    // Whoever holds the catalogue lets it go again; then the file is wanted still.
    isLater = error instanceof ParlourError && error.code === 'catalogue/store-busy';
    throw error;
  } finally {
    await rm(desk, { recursive: true, force: true });
    if (!isLater) await rm(upload, { force: true });
  }
}

/** The last part of a name, of signs that are no matter anywhere, with its endings. */
const safeName = (name: string): string =>
  `file-${basename(name)
    .replace(/[^A-Za-z0-9._-]/g, '_')
    .slice(-80)}`;

async function keepRatings(data: DataFolder, format: ImportFormat, folder: string): Promise<void> {
  await mkdir(data.ratings, { recursive: true, mode: 0o700 });
  const kept = join(data.ratings, format);
  await rm(kept, { recursive: true, force: true });
  await rename(folder, kept);
}

async function readRejected(path: string): Promise<RejectedRow[]> {
  const rows: RejectedRow[] = [];
  if (
    !(await access(path).then(
      () => true,
      () => false,
    ))
  )
    return rows;
  for await (const line of createInterface({ input: createReadStream(path, 'utf8') })) {
    if (rows.length >= mostRejected) break;
    const { file, line: at, reason } = JSON.parse(line) as { file?: string; line: number; reason: string };
    rows.push({ file: file ?? null, line: at, reason });
  }
  return rows;
}

const ignoring = (code: string) => (error: NodeJS.ErrnoException) => {
  if (error.code !== code) throw error;
};
