import { zero } from '../bytes.ts';
import { chunkAdderFor } from './chunk-adder-for.ts';
import { CHUNK_WORDS, type ChunkAdder, chunkBytes } from './chunk-adder.ts';
import { checkPacked } from './packed-words.ts';

/** Packed words of a part of the sums, to be added (1) or taken away (-1). */
export interface SignedChunk {
  readonly bytes: Uint8Array;
  readonly sign: 1 | -1;
}

/**
 * Adds packed words to `sums` modulo 2^32, of which the low `bits` are right afterwards: reduce modulo 2^bits once, at the
 * end.
 * @throws ParlourError `aggregation/malformed-message`, before anything is added, for a wrong length or a last byte
 * not filled with zeros.
 */
export function addPacked(sums: Uint32Array, bytes: Uint8Array, bits: number): void {
  checkPacked(bytes, sums.length, bits);
  for (let chunk = 0; chunk * CHUNK_WORDS < sums.length; chunk += 1) {
    const from = chunk * chunkBytes(bits);
    addChunks(sums, chunk, bits, [{ bytes: bytes.subarray(from, from + chunkBytes(bits)), sign: 1 }]);
  }
}

/** Adds to, or takes from, the sums from `chunk * CHUNK_WORDS` on what lies there in any number of reports or masks. */
export function addChunks(
  sums: Uint32Array,
  chunk: number,
  bits: number,
  added: Iterable<SignedChunk>,
): void {
  const adder = chunkAdderFor(bits);
  const part = sums.subarray(chunk * CHUNK_WORDS, (chunk + 1) * CHUNK_WORDS);
  addUp(adder, part, added);
  part.set(adder.sums.subarray(0, part.length));
  clear(adder, part.length, bits);
}

/** The same, the sums left as they are and what comes out packed in its place in `packed`. */
export function packChunks(
  packed: Uint8Array,
  words: Uint32Array,
  chunk: number,
  bits: number,
  added: Iterable<SignedChunk>,
): void {
  const adder = chunkAdderFor(bits);
  const part = words.subarray(chunk * CHUNK_WORDS, (chunk + 1) * CHUNK_WORDS);
  addUp(adder, part, added);
  const whole = (part.length + 7) & ~7;
  // The last byte is filled up with these.
  adder.sums.fill(0, part.length, whole);
  adder.pack(whole);
  const place = packed.subarray(chunk * chunkBytes(bits), (chunk + 1) * chunkBytes(bits));
  place.set(adder.packed.subarray(0, place.length));
  clear(adder, whole, bits);
}

function addUp(adder: ChunkAdder, part: Uint32Array, added: Iterable<SignedChunk>): void {
  adder.sums.set(part);
  for (const { bytes, sign } of added) {
    adder.packed.set(bytes);
    if (sign === 1) {
      adder.add(part.length);
    } else {
      adder.subtract(part.length);
    }
  }
}

function clear({ sums, packed }: ChunkAdder, words: number, bits: number): void {
  zero(sums.subarray(0, words), packed.subarray(0, Math.ceil((words * bits) / 8)));
}
