import type { Catalogue, FeatureMatrix } from '@parlour/catalogue';
import type { PersonalModel } from '@parlour/model';
import type { HistoryTitle } from '../reasons/history-title.ts';

/** Everything that a list is made of. The caller keeps what is costly between lists. */
export interface RecommendContext {
  readonly catalogue: Catalogue;
  readonly features: FeatureMatrix;
  /** `meanRow(features)`. */
  readonly mean: Float32Array;
  /** `popularity(catalogue)`. */
  readonly popularity: Float32Array;
  /** Rows that are never shown: what the person knows or does not want. */
  readonly excluded: ReadonlySet<number>;
  /** Missing for someone of whom nothing is known. */
  readonly taste?: Taste | undefined;
}

export interface Taste {
  readonly model: PersonalModel;
  /** Inner product of each row's features with `model.vector`. */
  readonly scores: Float32Array;
  /** The titles that the reasons may name. */
  readonly history: readonly HistoryTitle[];
}
