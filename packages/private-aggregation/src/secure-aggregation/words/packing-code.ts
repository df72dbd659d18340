import { advance, constant, get, I32, I64, type Routine, set, times } from './wasm-code.ts';

/**
 * WebAssembly that packs 8 n sums from address 0 on, the low `bits` (1 to 25) of each, to address `packedAt` and on: word
 * after word is put above what is already there in 64 bits, of which the low 32 are stored whenever they are full. Up to
 * three bytes behind the eight are written with them, which the next eight overwrite.
 */
export function packingCode(bits: number, packedAt: number): Pick<Routine, 'locals' | 'code'> {
  const code = [[...constant(packedAt), ...set(PACKED)], times(COUNT, eight(bits))].flat();
  return {
    locals: [
      [2, I32],
      [1, I64],
    ],
    code,
  };
}

const [COUNT, SUMS, PACKED, OPEN] = [0, 1, 2, 3];

function eight(bits: number): number[] {
  const code = [0x42, 0, ...set(OPEN)];
  let filled = 0;
  let stored = 0;
  for (let word = 0; word < 8; word += 1) {
    code.push(...get(OPEN), ...low(bits, 4 * word), ...constant64(filled), SHIFT_LEFT, OR, ...set(OPEN));
    filled += bits;
    if (filled >= 32) {
      code.push(...store(stored), ...get(OPEN), ...constant64(32), SHIFT_RIGHT, ...set(OPEN));
      filled -= 32;
      stored += 4;
    }
  }
  const rest = filled > 0 ? store(stored) : [];
  return [...code, ...rest, ...advance(SUMS, 32), ...advance(PACKED, bits)];
}

/** The low bits of the sum so many bytes on. */
const low = (bits: number, at: number): number[] =>
  [
    [...get(SUMS), 0x35, 0, at],
    [...constant64(2 ** bits - 1), AND],
  ].flat();
/** The low 32 bits of what is open. */
const store = (at: number): number[] => [...get(PACKED), ...get(OPEN), 0xa7, 0x36, 0, at];
/** The same bytes as a constant of 32 bits has, which a module takes for either. */
const constant64 = (value: number): number[] => [0x42, ...constant(value).slice(1)];

const [AND, OR, SHIFT_LEFT, SHIFT_RIGHT] = [0x83, 0x84, 0x86, 0x88];
