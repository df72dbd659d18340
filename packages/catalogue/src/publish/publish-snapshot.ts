import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CatalogueManifest, Item, PublicFile } from '@parlour/wire';
import type { Catalogue } from '../snapshot/catalogue.ts';
import { openCatalogue } from '../snapshot/open-catalogue.ts';
import { ItemColumns } from './columns/item-columns.ts';
import { encodeItemColumns } from './encode-columns.ts';
import { removeOldFiles, rememberVersion } from './old-versions.ts';
import { sha256, writePublicFile } from './public-file.ts';
import { buildSimilar } from './similar/build-similar.ts';
import { writeAtomically } from './write-atomically.ts';

export interface PublishOptions {
  /** `step` is a plain present participle; `fraction` 0..1 of the whole publishing. */
  readonly onProgress?: (progress: { step: string; fraction: number }) => void;
  /** Unix milliseconds, for `publishedAt`; the current time if absent. */
  readonly now?: number;
  /** Files of models that are published with this catalogue. */
  readonly models?: (catalogue: Catalogue, similar: Uint8Array) => Promise<ModelFiles>;
  /** The file of public signals, as `encodeSignals` makes it. */
  readonly signals?: (catalogue: Catalogue) => Promise<Uint8Array>;
}

/** Opaque here; each is named in the manifest as it is called here. */
export interface ModelFiles {
  readonly collaborative?: Uint8Array;
  readonly embeddings?: Uint8Array;
  /** JSON. */
  readonly fusion?: Uint8Array;
  /** JSON. */
  readonly popularity?: Uint8Array;
  /** What was learned of released sums, signed. */
  readonly moments?: Uint8Array;
  /** JSON. */
  readonly clusters?: Uint8Array;
  /** Tried by a share of people, in (0, 1). */
  readonly canaries?: readonly Canary[];
  /** What people's sums said of those that were tried before. */
  readonly tried?: readonly TriedFile[];
}

export type TriedFile = NonNullable<CatalogueManifest['tried']>[number];

export interface Canary {
  readonly model: 'collaborative' | 'fusion' | 'moments';
  readonly share: number;
  /** 32 hex digits. */
  readonly experiment?: string;
  readonly bytes: Uint8Array;
}

/**
 * Publishes all items as a snapshot in `folder` (made if missing) and returns its manifest, which is on disk by then.
 * Content-named files come first and `manifest.json` last and atomically, so that a reader sees the old snapshot or the
 * new one, whole, whenever this is cut short. One publishing at a time.
 *
 * @throws ParlourError `catalogue/duplicate-id`
 */
export async function publishSnapshot(
  items: AsyncIterable<Item> | Iterable<Item>,
  folder: string,
  options: PublishOptions = {},
): Promise<CatalogueManifest> {
  const progress = (step: string, fraction: number) => options.onProgress?.({ step, fraction });
  await mkdir(folder, { recursive: true });

  progress('Reading titles', 0);
  const columns = await readColumns(items, () => progress('Writing columns', 0.1));
  const catalogue = openCatalogue(columns);
  const { version } = catalogue;

  progress('Finding similar titles', 0.15);
  const similar = await buildSimilar(catalogue, (fraction) =>
    progress('Finding similar titles', 0.15 + 0.35 * fraction),
  );

  progress('Compressing', 0.5);
  const [columnsFile, graphFile] = await Promise.all([
    writePublicFile(folder, `catalogue-${version}.arrow`, columns),
    writePublicFile(folder, `similar-${sha256(similar).slice(0, 16)}.bin`, similar),
  ]);
  const models = await writeModels(folder, (await options.models?.(catalogue, similar)) ?? {});
  const signals = await options.signals?.(catalogue);
  const manifest: CatalogueManifest = {
    format: 1,
    version,
    publishedAt: options.now ?? Date.now(),
    items: catalogue.size,
    columns: columnsFile,
    graph: graphFile,
    ...models,
    ...(signals && {
      signals: await writePublicFile(folder, `signals-${sha256(signals).slice(0, 16)}.arrow`, signals),
    }),
  };
  const kept = await rememberVersion(folder, manifest);
  await writeAtomically(join(folder, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  await removeOldFiles(folder, kept);
  progress('Published', 1);
  return manifest;
}

async function writeModels(
  folder: string,
  models: ModelFiles,
): Promise<Pick<CatalogueManifest, keyof ModelFiles>> {
  const write = (name: ModelName, bytes: Uint8Array): Promise<PublicFile> => {
    const extension = inJson.has(name) ? 'json' : 'bin';
    return writePublicFile(folder, `${name}-${sha256(bytes).slice(0, 16)}.${extension}`, bytes);
  };
  const written: { -readonly [name in ModelName]?: PublicFile } = {};
  for (const name of [
    'collaborative',
    'embeddings',
    'fusion',
    'popularity',
    'moments',
    'clusters',
  ] as const) {
    const bytes = models[name];
    if (bytes !== undefined) written[name] = await write(name, bytes);
  }
  const canaries: NonNullable<CatalogueManifest['canaries']> = [];
  for (const { bytes, ...trial } of models.canaries ?? []) {
    canaries.push({ ...trial, file: await write(trial.model, bytes) });
  }
  const tried = [...(models.tried ?? [])];
  return { ...written, ...(canaries.length > 0 && { canaries }), ...(tried.length > 0 && { tried }) };
}

type ModelName = Exclude<keyof ModelFiles, 'canaries' | 'tried'>;
const inJson: ReadonlySet<ModelName> = new Set(['fusion', 'popularity', 'clusters']);

// Apart, so that the items' own columns can be freed before similar titles are searched.
async function readColumns(
  items: AsyncIterable<Item> | Iterable<Item>,
  onRead: () => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const itemColumns = new ItemColumns();
  for await (const item of items) itemColumns.push(item);
  onRead();
  return encodeItemColumns(itemColumns);
}
