import type { Bytes } from '../bytes.ts';
import { packingCode } from './packing-code.ts';
import { advance, constant, get, I32, set, times, V128, wasmModule } from './wasm-code.ts';

/**
 * The binary of a WebAssembly module that exports `memory`, `add(n)` and `subtract(n)`: 8 n words of `bits` bits (1 to 25),
 * packed from address `packedAt` on, are added to, or taken from, 8 n sums of 32 bits from address 0 on; and `pack(n)`, which
 * packs 8 n sums; n is at least 1.
 *
 * Eight words of b bits are b bytes. Four at a time, 16 bytes are loaded, each lane is given the four bytes in which its
 * word starts, and multiplying by 2^(7 - o), with o the word's first bit in its byte, then shifting right by 7, brings the
 * word to bit 0. What is left above it counts for nothing modulo 2^b.
 * @param end of what is packed; the module has memory for 16 bytes more, which a load or a store may touch.
 */
export function simdModule(bits: number, packedAt: number, end: number): Bytes {
  return wasmModule(end + 16, [
    { name: 'add', locals: ADDING_LOCALS, code: addingCode(bits, packedAt, ADD_4) },
    { name: 'subtract', locals: ADDING_LOCALS, code: addingCode(bits, packedAt, SUBTRACT_4) },
    { name: 'pack', ...packingCode(bits, packedAt) },
  ]);
}

const ADD_4 = [0xfd, 0xae, 0x01];
const SUBTRACT_4 = [0xfd, 0xb1, 0x01];
/** Locals: the parameter, two addresses, and for each half of eight words its constants. */
const [COUNT, SUMS, PACKED] = [0, 1, 2];
const PLACES = [3, 5] as const;
const FACTORS = [4, 6] as const;
const ADDING_LOCALS = [
  [2, I32],
  [4, V128],
] as const;
type Half = 0 | 1;

function addingCode(bits: number, packedAt: number, operation: readonly number[]): number[] {
  return [
    [...constant(packedAt), ...set(PACKED)],
    [...constants(bits, 0), ...constants(bits, 1)],
    times(
      COUNT,
      [
        [...four(bits, 0, operation), ...four(bits, 1, operation)],
        [...advance(SUMS, 32), ...advance(PACKED, bits)],
      ].flat(),
    ),
  ].flat();
}

/** In locals, as engines make a constant anew wherever it stands: in the loop that would take twice the loop's time. */
function constants(bits: number, half: Half): number[] {
  // The second half starts in the middle of a byte if b is odd.
  const starts = [0, 1, 2, 3].map((lane) => lane * bits + half * 4 * (bits & 1));
  const places = starts.flatMap((start) => [0, 1, 2, 3].map((byte) => (start >> 3) + byte));
  const factors = starts.flatMap((start) => [1 << (7 - (start & 7)), 0, 0, 0]);
  return [0xfd, 0x0c, ...places, ...set(PLACES[half]), 0xfd, 0x0c, ...factors, ...set(FACTORS[half])];
}

function four(bits: number, half: Half, operation: readonly number[]): number[] {
  const load = [0xfd, 0x00, 0];
  const swizzle = [0xfd, 0x0e];
  const multiply = [0xfd, 0xb5, 0x01];
  const shiftRight = [0xfd, 0xad, 0x01];
  const store = [0xfd, 0x0b, 0];
  return [
    get(SUMS),
    [...get(SUMS), ...load, 16 * half],
    [...get(PACKED), ...load, half * (bits >> 1)],
    [...get(PLACES[half]), ...swizzle],
    [...get(FACTORS[half]), ...multiply],
    [...constant(7), ...shiftRight],
    [...operation, ...store, 16 * half],
  ].flat();
}
