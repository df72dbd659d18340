import type { EdgeType, ItemGraph } from '@parlour/catalogue';
import { type GraphModel, embeddingLength, personParameters } from '@parlour/model/graph';
import { seededRandom } from '@parlour/model';

/** For tests: edges as [from, to, type, weight], kept by their first row alone. */
export function graphOf(edges: readonly (readonly [number, number, EdgeType, number])[]): ItemGraph {
  return {
    neighbours: (row) =>
      edges
        .filter(([from]) => from === row)
        .map(([, to, type, weight]) => ({ row: to, type, weight }))
        .sort((left, right) => right.weight - left.weight),
  };
}

/**
 * For tests: `rows` titles of `themes` directions (row % themes) with noise, and a person's node with small weights of its own. The
 * last row has no embedding.
 */
export function plantedModel(rows: number, themes: number, seed = 1): GraphModel {
  const random = seededRandom(seed);
  const noise = (): number => 2 * random() - 1;
  const person = personParameters(Float64Array.from({ length: 64 * 64 + 130 }, () => 0.03 * noise()));
  if (person === undefined) throw new Error('The number of parameters has changed.');
  const centres = Array.from({ length: themes }, () => Array.from({ length: embeddingLength }, noise));
  const directions = Int8Array.from({ length: rows * embeddingLength }, (_, i) => {
    const row = Math.floor(i / embeddingLength);
    if (row === rows - 1) return 0;
    return Math.round(70 * centres[row % themes][i % embeddingLength] + 40 * noise());
  });
  return { encoder: '00000000', rows, people: 0, person, directions };
}
