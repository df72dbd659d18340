import type { Catalogue, FeatureMatrix } from '@parlour/catalogue';
import type { Interactions } from '@parlour/model/collaborative';
import type { FittedRecommender } from '../quality/recommender.ts';
import type { Case } from '../quality/task.ts';

/** People to learn from, and others whom nobody learns from. Histories are oldest first. */
export interface FederatedPeople {
  readonly catalogue: Catalogue;
  readonly features: FeatureMatrix;
  /** Ids of titles, by row. */
  readonly ids: readonly string[];
  /** Those who take part. */
  readonly train: Interactions;
  /** For the hyper-parameters of the central references alone: what they learn from then, and are scored on. */
  readonly tuning: { readonly train: Interactions; readonly cases: readonly Case[] };
  readonly test: readonly Case[];
  /** The content strategy, as the engine runs it. */
  readonly content: FittedRecommender;
}

/** Who watched what, without when. */
export type Histories = Pick<Interactions, 'items' | 'starts'>;

/** Nothing else of the interactions, for threads. */
export const historiesAlone = ({ items, starts }: Interactions): Histories => ({ items, starts });

/** Rows that a person watched, oldest first. */
export const watchedBy = ({ items, starts }: Histories, person: number): Int32Array =>
  items.subarray(starts[person], starts[person + 1]);
