import { embeddingLength, type GraphModel, type PersonParameters } from '@parlour/model/graph';

/** The titles of a graph model, ready to be compared. */
export interface GraphSpace {
  readonly rows: number;
  readonly person: PersonParameters;
  /** 64 x rows: dimension by dimension, in which order all rows are scored in a third of the time. */
  readonly columns: Int8Array;
  /** 1 / length of each row's bytes; 0 where no embedding is known. */
  readonly inverseLengths: Float32Array;
}

export function graphSpace({ rows, person, directions }: GraphModel): GraphSpace {
  const columns = new Int8Array(directions.length);
  const inverseLengths = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    let squares = 0;
    for (let i = 0; i < embeddingLength; i += 1) {
      const value = directions[row * embeddingLength + i];
      columns[i * rows + row] = value;
      squares += value * value;
    }
    inverseLengths[row] = squares === 0 ? 0 : 1 / Math.sqrt(squares);
  }
  return { rows, person, columns, inverseLengths };
}

/** The unit embeddings of some rows, one after the other. */
export function embeddingsOf(space: GraphSpace, some: readonly number[]): Float64Array {
  const { rows, columns, inverseLengths } = space;
  const embeddings = new Float64Array(some.length * embeddingLength);
  some.forEach((row, at) => {
    for (let i = 0; i < embeddingLength; i += 1) {
      embeddings[at * embeddingLength + i] = columns[i * rows + row] * inverseLengths[row];
    }
  });
  return embeddings;
}
