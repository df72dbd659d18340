import { embeddingLength, type GraphModel, type PersonParameters } from '@parlour/model/graph';
import { type Levels, rowProduct, rowProducts } from '../../space/row-products.ts';

/** The titles of a graph model, ready to be compared. */
export interface GraphSpace {
  readonly rows: number;
  readonly person: PersonParameters;
  /** rows x 64. */
  readonly directions: Int8Array;
  /** 1 / length of each row's bytes; 0 where no embedding is known. */
  readonly inverseLengths: Float32Array;
}

export function graphSpace({ rows, person, directions }: GraphModel): GraphSpace {
  const inverseLengths = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    let squares = 0;
    for (let at = row * embeddingLength; at < (row + 1) * embeddingLength; at += 1) {
      squares += directions[at] * directions[at];
    }
    inverseLengths[row] = squares === 0 ? 0 : 1 / Math.sqrt(squares);
  }
  return { rows, person, directions, inverseLengths };
}

/** The unit embeddings of some rows, one after the other. */
export function embeddingsOf(space: GraphSpace, some: readonly number[]): Float64Array {
  const { directions, inverseLengths } = space;
  const embeddings = new Float64Array(some.length * embeddingLength);
  for (let at = 0; at < some.length; at += 1) {
    const row = some[at];
    for (let i = 0; i < embeddingLength; i += 1) {
      embeddings[at * embeddingLength + i] = directions[row * embeddingLength + i] * inverseLengths[row];
    }
  }
  return embeddings;
}

/** Cosines of a unit vector and every row, in 32 bits. */
export function cosines({ directions, inverseLengths }: GraphSpace, vector: Levels): Float32Array {
  return rowProducts(directions, inverseLengths, vector);
}

/** That of one row; the very number that `cosines` gives. */
export function cosineOf({ directions, inverseLengths }: GraphSpace, vector: Levels, row: number): number {
  return rowProduct(directions, inverseLengths, vector, row);
}
