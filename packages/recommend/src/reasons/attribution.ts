import type { FeatureMatrix } from '@parlour/catalogue';
import { addCentred, dot, normalised, norm, type PersonalModel, rowDot } from '@parlour/model';
import type { HistoryTitle } from './history-title.ts';

/** What one title of the history does for one recommended title. */
export interface Contribution {
  readonly title: HistoryTitle;
  /** Its summand of the cosine; all summands, and what was learned from unmet titles, add up to the cosine. */
  readonly part: number;
  /** How far the cosine falls if the title is taken out of the embedding; negative if it rises. */
  readonly loss: number;
}

export interface Attribution {
  /** Of one row, over all titles of the history, in their order. */
  of(row: number): Contribution[];
}

interface Part {
  readonly title: HistoryTitle;
  readonly coefficient: number;
  /** What the title alone put into the vector. */
  readonly vector: Float32Array;
  readonly alongVector: number;
  readonly square: number;
}

/**
 * Takes the embedding apart by the model's shares: u = sum of c_h (f_h - mean) + rest. Without title h the cosine with
 * a row f is (u.f - c_h (f_h - mean).f) / |u - c_h (f_h - mean)|, so the loss is exact and needs no training.
 */
export function attribution(
  features: FeatureMatrix,
  mean: Float32Array,
  model: PersonalModel,
  history: readonly HistoryTitle[],
): Attribution {
  const length = norm(model.vector);
  const unit = normalised(model.vector);
  const coefficients = new Map(model.shares.map(({ item, coefficient }) => [item, coefficient / length]));
  const parts = history.map((title): Part => {
    const vector = new Float32Array(features.dimension);
    addCentred(features, mean, title.row, 1, vector);
    return {
      title,
      coefficient: coefficients.get(title.item) ?? 0,
      vector,
      alongVector: dot(unit, vector),
      square: dot(vector, vector),
    };
  });
  return {
    of(row) {
      const score = rowDot(features, row, unit);
      return parts.map(({ title, coefficient, vector, alongVector, square }) => {
        const part = coefficient * rowDot(features, row, vector);
        const without = Math.sqrt(
          Math.max(1e-12, 1 - 2 * coefficient * alongVector + coefficient ** 2 * square),
        );
        return { title, part, loss: score - (score - part) / without };
      });
    },
  };
}
