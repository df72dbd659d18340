/**
 * The graph encoder's numbers: GraphSAGE (Hamilton et al. 2017) whose aggregator is multi-head attention (Veličković et al.
 * 2018, GAT). Every head is 32 wide.
 */
export interface LayerShape {
  readonly input: number;
  readonly output: number;
  readonly heads: number;
  /** Neighbours that a node listens to. */
  readonly neighbours: number;
}

export const layerShapes = [
  { input: 512, output: 256, heads: 8, neighbours: 25 },
  { input: 256, output: 128, heads: 4, neighbours: 15 },
  { input: 128, output: 64, heads: 2, neighbours: 10 },
] as const satisfies readonly LayerShape[];

/** Dimensions of an item's and of a person's embedding, and the heads that the person's node listens with. */
export const embeddingLength = 64;
export const personHeads = 2;

/**
 * `watched` joins a person to a title, and, folded over the person, two titles that the same people watched. The others are
 * the catalogue's.
 */
export const graphEdgeTypes = ['watched', 'similar', 'same-genre', 'shared-person'] as const;
export type GraphEdgeType = (typeof graphEdgeTypes)[number];

/** Slope of every leaky rectifier below 0. */
export const leak = 0.2;
