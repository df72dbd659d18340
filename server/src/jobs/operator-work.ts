import type { SignedPublicFile } from '@parlour/wire';
import type { ImportOptions, ImportResult, ModelKind, ModelOrigin, RejectedRow } from '@parlour/wire/api';
import type { ReleasedClusters } from '../models/released-clusters.ts';
import type { ReleasedPopularity } from '../models/released-popularity.ts';

/** How far a job is. `fraction` 0..1; `step` a plain present participle. */
export type OnJobProgress = (fraction: number, step: string) => void;

/** A file of a model, by the SHA-256 (hex) under which the data folder keeps it. */
export interface KeptModel {
  readonly kind: ModelKind;
  readonly sha256: string;
}

/** What the public files are to serve of a model kind; `canary` only while one is tried. */
export interface ServedModel {
  readonly kind: ModelKind;
  /** None: nothing of this kind. */
  readonly promoted: string | undefined;
  readonly canary: { readonly sha256: string; readonly share: number } | undefined;
}

/**
 * What a queue worker can do with the data folder of its installation. Each may be called again after it was cut short
 * anywhere, and comes to the same end then; each throws a `ParlourError` where it cannot be done.
 */
export interface OperatorWork {
  /** @param signal stops it: what is not finished is undone, and it rejects. */
  import(
    order: { readonly job: string; readonly options: ImportOptions; readonly url: string | null },
    onProgress: OnJobProgress,
    signal: AbortSignal,
  ): Promise<{ readonly result: ImportResult; readonly rejected: readonly RejectedRow[] }>;
  /** Publishes the catalogue; with `models`, with these from now on. */
  publish(
    models: ServedModel | undefined,
    onProgress: OnJobProgress,
  ): Promise<{ readonly version: string; readonly titles: number }>;
  /** Makes the popularity model of released sums; nothing where no title stands out of their noise. */
  popularity(
    sums: readonly ReleasedPopularity[],
  ): Promise<(KeptModel & { readonly bytes: number; readonly origin: ModelOrigin }) | undefined>;
  /** Makes the clusters of released sums, signed; nothing where none is sure to be of fifty. */
  clusters(
    released: ReleasedClusters,
    sign: (text: string) => Promise<SignedPublicFile>,
  ): Promise<(KeptModel & { readonly bytes: number; readonly origin: ModelOrigin }) | undefined>;
  /** @param signal as of `import`. */
  train(
    onProgress: OnJobProgress,
    signal: AbortSignal,
  ): Promise<KeptModel & { readonly bytes: number; readonly origin: ModelOrigin }>;
  /** Removes what lies in the data folder for a job that was cancelled; nothing of it runs any more. */
  forget(job: string): Promise<void>;
}
