import { damaged, tooNew } from '../snapshot/damaged.ts';
import { Damaged, must } from '../snapshot/must.ts';
import { RowStarts } from '../snapshot/packed/row-starts.ts';
import { headerBytes, similarChecksum, similarFormat, similarMagic } from './similar-format.ts';

/** The edges in a file, which is kept and read in place: a third of what they take decoded. */
export interface SimilarFile {
  readonly k: number;
  readonly featureVersion: number;
  /** Of the columns that the rows are rows of. */
  readonly version: string;
  readonly rows: number;
  /** Ascending, and the weight of each in 255ths of cosine. */
  edges(row: number): { readonly neighbours: Int32Array; readonly weights: Uint8Array };
}

/** Rows between two places that are kept of where neighbours begin. */
const step = 16;

/** @throws ParlourError `catalogue/graph-unreadable`, `catalogue/too-new` */
export function decodeSimilar(bytes: Uint8Array): SimilarFile {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    must(
      view.byteLength >= headerBytes && view.getUint32(0, true) === similarMagic,
      'not a file of similar titles',
    );
    const format = view.getUint8(4);
    if (format !== similarFormat) throw tooNew(String(format));
    must(similarChecksum(bytes) === view.getUint32(24, true), 'its checksum is wrong');
    const rows = view.getUint32(16, true);
    const edges = view.getUint32(20, true);
    must(bytes.length >= headerBytes + rows + 2 * edges, 'cut short');
    const counts = bytes.subarray(headerBytes, headerBytes + rows);
    const starts = new RowStarts(counts, 'edges');
    must(starts.end === edges, 'counts that do not add up');
    const weights = bytes.subarray(headerBytes + rows, headerBytes + rows + edges);
    const places = checkedPlaces(bytes, headerBytes + rows + edges, counts);
    const version = Array.from(bytes.subarray(8, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
    return {
      k: view.getUint8(5),
      featureVersion: view.getUint16(6, true),
      version,
      rows,
      edges(row) {
        const start = starts.at(row);
        const neighbours = new Int32Array(starts.length(row));
        const reader = new Reader(bytes, places[Math.floor(row / step)] as number);
        reader.skip(start - starts.at(row - (row % step)));
        reader.neighbours(row, neighbours.length, (i, neighbour) => {
          neighbours[i] = neighbour;
        });
        return { neighbours, weights: weights.subarray(start, start + neighbours.length) };
      },
    };
  } catch (error) {
    throw error instanceof Damaged ? damaged('graph', error) : error;
  }
}

/** Where the neighbours of every sixteenth row begin; all of them are read, so that a wrong file is refused now and never later. */
function checkedPlaces(bytes: Uint8Array, start: number, counts: Uint8Array): Int32Array {
  const rows = counts.length;
  const places = new Int32Array(Math.ceil(rows / step));
  const reader = new Reader(bytes, start);
  for (let row = 0; row < rows; row++) {
    if (row % step === 0) places[row / step] = reader.at;
    reader.neighbours(row, counts[row] as number, (_, neighbour) => {
      must(neighbour >= 0 && neighbour < rows && neighbour !== row, 'a neighbour that is no row');
    });
  }
  must(reader.at === bytes.length, 'bytes left over');
  return places;
}

class Reader {
  at: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  skip(numbers: number): void {
    for (let left = numbers; left > 0; this.at++) if ((this.#bytes[this.at] as number) < 128) left--;
  }

  neighbours(row: number, count: number, found: (index: number, neighbour: number) => void): void {
    let previous = 0;
    for (let i = 0; i < count; i++) {
      const value = this.#number();
      const relative = value % 2 === 0 ? value / 2 : -(value + 1) / 2;
      previous = i === 0 ? row + relative : previous + 1 + value;
      found(i, previous);
    }
  }

  #number(): number {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 28; factor *= 128) {
      const byte = this.#bytes[this.at++];
      must(byte !== undefined, 'cut short');
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
    throw new Damaged('a number that is too long');
  }
}
