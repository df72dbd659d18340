import type { ModelSeal, PlainError } from '@parlour/wire';
import type { ImportOptions, ImportResult, ModelOrigin, RejectedRow } from '@parlour/wire/api';
import type {
  FusionOrder,
  KeptModel,
  LearningRun,
  MomentsOrder,
  MomentsRun,
  ReleasedClusters,
  ReleasedCounts,
  ServedModel,
} from '@parlour/server';

/** What a process of its own is asked to do with a data folder. */
export type WorkOrder = { readonly root: string } & (
  | {
      readonly kind: 'import';
      readonly job: string;
      readonly options: ImportOptions;
      readonly url: string | null;
    }
  | { readonly kind: 'publish'; readonly models: ServedModel | undefined }
  | { readonly kind: 'popularity'; readonly sums: readonly ReleasedCounts[] }
  | { readonly kind: 'clusters'; readonly released: ReleasedClusters }
  | { readonly kind: 'moments'; readonly order: MomentsOrder }
  | { readonly kind: 'fusion'; readonly order: FusionOrder }
  | { readonly kind: 'seal-moments'; readonly draft: string; readonly seal: ModelSeal }
  | { readonly kind: 'reports'; readonly sums: readonly ReleasedCounts[] }
  | { readonly kind: 'train' }
);

export interface ImportDone {
  readonly result: ImportResult;
  readonly rejected: readonly RejectedRow[];
}
export interface PublishDone {
  readonly version: string;
  readonly titles: number;
}
/** A model file among the versions. */
export interface ModelDone extends KeptModel {
  readonly bytes: number;
  readonly origin: ModelOrigin;
}

/** A public file that is still to be signed. */
export interface ClustersDone extends Pick<ModelOrigin, 'rounds' | 'quality'> {
  readonly text: string;
}

/** What came of learning weights; the text, where there is one, is still to be signed. */
export interface FusionDone extends LearningRun {
  readonly text: string | undefined;
}

/** What it says meanwhile and in the end. `failed` is the name of an error that is no refusal. */
export type WorkWord =
  | { readonly kind: 'progress'; readonly fraction: number; readonly step: string }
  | {
      readonly kind: 'done';
      readonly done:
        | ImportDone
        | PublishDone
        | ModelDone
        | ClustersDone
        | FusionDone
        | MomentsRun
        | undefined;
    }
  | { readonly kind: 'refused'; readonly error: PlainError }
  | { readonly kind: 'failed'; readonly name: string };
