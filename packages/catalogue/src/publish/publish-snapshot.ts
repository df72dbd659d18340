import type { CatalogueManifest, Item } from '@parlour/wire';

export interface PublishOptions {
  /** `step` is a plain present participle; `fraction` 0..1 within the whole publishing. */
  readonly onProgress?: (progress: { step: string; fraction: number }) => void;
}

/** Publishes all items as a new snapshot in `folder` and returns its manifest, which is on disk by then. */
export async function publishSnapshot(
  items: AsyncIterable<Item> | Iterable<Item>,
  folder: string,
  options: PublishOptions = {},
): Promise<CatalogueManifest> {
  throw new Error(`being written: ${folder} ${typeof items} ${typeof options}`);
}
