import type { FeatureMatrix } from '@parlour/catalogue';
import type { GraphEdges } from './edges/graph-edges.ts';
import { degreesOf } from './edges/degrees.ts';
import { weighEdges } from './edges/importance.ts';
import { watchCounts, watchedEdges } from './edges/watched-edges.ts';
import { embed } from './encoder/embed.ts';
import type { GraphParameters } from './parameters.ts';
import type { WatchedPlan } from './training/graph-plan.ts';
import { encoderInput } from './training/graph-step.ts';

/** What embeddings are made of. */
export interface ItemGraphInput {
  readonly features: FeatureMatrix;
  /** The catalogue's own. */
  readonly edges: GraphEdges;
  /** Rows that each person watched, oldest first, each once; none where nobody told. */
  readonly people: readonly Int32Array[];
  readonly plan: WatchedPlan;
}

/** Embeddings of all rows (rows x 64, unit rows), each listening to its most important neighbours. */
export function encodeItems(parameters: GraphParameters, input: ItemGraphInput): Float32Array {
  const { features, people } = input;
  const { watchedPerRow, watchedShare } = input.plan;
  const watched = watchedEdges(people, features.rows, watchedPerRow);
  const edges = weighEdges(input.edges, watched, watchedShare);
  const numbers = Int32Array.from({ length: features.rows }, (_, row) => row);
  const degrees = degreesOf(watchCounts(people, features.rows));
  const nodes = { rows: numbers, numberOf: numbers };
  return Float32Array.from(embed(parameters, encoderInput(features, edges, degrees, nodes)));
}
