import type { FeatureMatrix } from '@parlour/catalogue';
import { rowDot, rowVector } from '@parlour/model';
import { topRows } from './list/top-rows.ts';

/** The `count` rows nearest to `row` by cosine of content features, nearest first, without `row` itself. */
export function similarRows(features: FeatureMatrix, row: number, count: number): number[] {
  const vector = rowVector(features, row);
  const scores = Float32Array.from({ length: features.rows }, (_, other) => rowDot(features, other, vector));
  const others = [...scores.keys()].filter((other) => other !== row && (scores[other] ?? 0) > 0);
  return topRows(others, (other) => scores[other] ?? 0, count);
}
