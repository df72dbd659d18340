import type { CatalogueManifest, ModelSeal, SignedPublicFile } from '@parlour/wire';
import type {
  ImportOptions,
  ImportResult,
  ModelKind,
  ModelOrigin,
  RejectedRow,
  TrainingMetrics,
  TrainingParameters,
} from '@parlour/wire/api';
import type { SumsOrder } from '../models/training-runs.ts';
import type { ReleasedClusters } from '../models/released-clusters.ts';
import type { ReleasedCounts } from '../models/released-counts.ts';

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
  readonly canary:
    | { readonly sha256: string; readonly share: number; readonly experiment?: string }
    | undefined;
  /** What people's sums said, where this ends an experiment. */
  readonly tried?: TriedModel;
}

/** What everybody may read of a model that was tried beside another. */
export type TriedModel = Omit<NonNullable<CatalogueManifest['tried']>[number], 'model'>;

/** Released sums over one basis, to learn a model from. */
export interface MomentsOrder extends SumsOrder {
  /** The first 32 hex digits of the SHA-256 of the basis' file. */
  readonly basis: string;
}

/** Released sums over the same ways of mixing, to learn from where lists are to begin. */
export interface FusionOrder extends SumsOrder {
  /** The first 32 hex digits of the SHA-256 of the file of the ways of mixing. */
  readonly weightings: string;
  /** Norm of the gains that one person can add. */
  readonly most: number;
}

/** What became of a learning. */
export interface LearningRun {
  /** `refused`: it did not pass its gate. `failed`: there was nothing to learn over. */
  readonly state: 'passed' | 'refused' | 'failed';
  readonly parameters: TrainingParameters;
  readonly metrics: TrainingMetrics;
  /** In a sentence, why it may not be a candidate. */
  readonly reason: string | null;
}

export interface MomentsRun extends LearningRun {
  /** Its file in the data folder, by SHA-256, and what is to be signed of it, both in hex; none where it may not be a candidate. */
  readonly draft: { readonly sha256: string; readonly toSign: string } | undefined;
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
    sums: readonly ReleasedCounts[],
  ): Promise<(KeptModel & { readonly bytes: number; readonly origin: ModelOrigin }) | undefined>;
  /** Makes of released sums what people report of titles. */
  reports(
    sums: readonly ReleasedCounts[],
  ): Promise<(KeptModel & { readonly bytes: number; readonly origin: ModelOrigin }) | undefined>;
  /** Makes the clusters of released sums, signed; nothing where none is sure to be of fifty. */
  clusters(
    released: ReleasedClusters,
    sign: (text: string) => Promise<SignedPublicFile>,
  ): Promise<(KeptModel & { readonly bytes: number; readonly origin: ModelOrigin }) | undefined>;
  /** Learns a model from released sums and measures it on public data; the same sums make the same draft. */
  moments(order: MomentsOrder): Promise<MomentsRun>;
  /** Learns from released sums where lists are to begin; a version, signed, where that is clearly better than what is served. */
  fusion(
    order: FusionOrder,
    sign: (text: string) => Promise<SignedPublicFile>,
  ): Promise<
    LearningRun & {
      readonly made: (KeptModel & { readonly bytes: number; readonly origin: ModelOrigin }) | undefined;
    }
  >;
  /** Makes a version of a draft, once it is signed. */
  sealMoments(
    draft: string,
    seal: ModelSeal,
  ): Promise<KeptModel & { readonly bytes: number; readonly origin: ModelOrigin }>;
  /** @param signal as of `import`. */
  train(
    onProgress: OnJobProgress,
    signal: AbortSignal,
  ): Promise<KeptModel & { readonly bytes: number; readonly origin: ModelOrigin }>;
  /** Removes what lies in the data folder for a job that was cancelled; nothing of it runs any more. */
  forget(job: string): Promise<void>;
}
