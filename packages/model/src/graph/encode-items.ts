import type { FeatureMatrix } from '@parlour/catalogue';
import type { GraphEdges } from './edges/graph-edges.ts';
import { degreesOf } from './edges/degrees.ts';
import { weighEdges } from './edges/importance.ts';
import { watchCounts, watchedEdges } from './edges/watched-edges.ts';
import type { WatchedRows } from './edges/watched-titles.ts';
import { embed } from './encoder/embed.ts';
import type { EncoderInput } from './encoder/encoder.ts';
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
  const { features, edges, people, plan } = input;
  return encodeRows(parameters, features, edges, watchedOf(people, features.rows, plan), plan.watchedShare);
}

/** What people's histories say of rows. */
export function watchedOf(people: readonly Int32Array[], rows: number, plan: WatchedPlan): WatchedRows {
  return { edges: watchedEdges(people, rows, plan.watchedPerRow), counts: watchCounts(people, rows) };
}

/** The same where WATCHED edges are known already. */
export function encodeRows(
  parameters: GraphParameters,
  features: FeatureMatrix,
  catalogueEdges: GraphEdges,
  watched: WatchedRows,
  watchedShare: number,
): Float32Array {
  return Float32Array.from(embed(parameters, inputOfRows(features, catalogueEdges, watched, watchedShare)));
}

/** What the encoder is given of all rows. */
export function inputOfRows(
  features: FeatureMatrix,
  catalogueEdges: GraphEdges,
  watched: WatchedRows,
  watchedShare: number,
): EncoderInput {
  const edges = weighEdges(catalogueEdges, watched.edges, watchedShare);
  const numbers = Int32Array.from({ length: features.rows }, (_, row) => row);
  const nodes = { rows: numbers, numberOf: numbers };
  return encoderInput(features, edges, degreesOf(watched.counts), nodes);
}
