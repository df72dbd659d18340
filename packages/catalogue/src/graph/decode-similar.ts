import { damaged, tooNew } from '../snapshot/damaged.ts';
import { Damaged, must } from '../snapshot/must.ts';
import {
  headerBytes,
  type SimilarEdges,
  similarChecksum,
  similarFormat,
  similarMagic,
} from './similar-format.ts';

/** @throws ParlourError `catalogue/graph-unreadable`, `catalogue/too-new` */
export function decodeSimilar(bytes: Uint8Array): SimilarEdges {
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
    const starts = startsOf(bytes.subarray(headerBytes, headerBytes + rows), edges);
    const weights = bytes.slice(headerBytes + rows, headerBytes + rows + edges);
    const neighbours = readNeighbours(bytes, headerBytes + rows + edges, starts);
    const version = Array.from(bytes.subarray(8, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
    return {
      k: view.getUint8(5),
      featureVersion: view.getUint16(6, true),
      version,
      starts,
      neighbours,
      weights,
    };
  } catch (error) {
    throw error instanceof Damaged ? damaged('graph', error) : error;
  }
}

function startsOf(counts: Uint8Array, edges: number): Int32Array {
  const starts = new Int32Array(counts.length + 1);
  counts.forEach((count, row) => {
    starts[row + 1] = (starts[row] as number) + count;
  });
  must(starts[counts.length] === edges, 'counts that do not add up');
  return starts;
}

function readNeighbours(bytes: Uint8Array, start: number, starts: Int32Array): Int32Array {
  const rows = starts.length - 1;
  const neighbours = new Int32Array(starts[rows] as number);
  let at = start;
  const varint = () => {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 28; factor *= 128) {
      const byte = bytes[at++];
      must(byte !== undefined, 'cut short');
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
    throw new Damaged('a number that is too long');
  };
  for (let row = 0; row < rows; row++) {
    let previous = 0;
    for (let i = starts[row] as number; i < (starts[row + 1] as number); i++) {
      const value = varint();
      const relative = value % 2 === 0 ? value / 2 : -(value + 1) / 2;
      previous = i === starts[row] ? row + relative : previous + 1 + value;
      must(previous >= 0 && previous < rows && previous !== row, 'a neighbour that is no row');
      neighbours[i] = previous;
    }
  }
  must(at === bytes.length, 'bytes left over');
  return neighbours;
}
