import { type Bytes, utf8 } from '../bytes.ts';

/**
 * The binary of a WebAssembly module (core specification 2.0, chapter 5) that exports `memory`, `add(n)` and
 * `subtract(n)`: 8 n words of `bits` bits (1 to 25), packed from address `packedAt` on, are added to, or taken from, 8 n
 * sums of 32 bits from address 0 on; n is at least 1.
 *
 * Eight words of b bits are b bytes. Four at a time, 16 bytes are loaded, each lane is given the four bytes in which its
 * word starts, and multiplying by 2^(7 - o), with o the word's first bit in its byte, then shifting right by 7, brings the
 * word to bit 0. What is left above it counts for nothing modulo 2^b.
 * @param end of what is packed; the module has memory for 16 bytes more, which a load may touch.
 */
export function simdModule(bits: number, packedAt: number, end: number): Bytes {
  const pages = Math.ceil((end + 16) / 65_536);
  const code = [ADD_4, SUBTRACT_4].flatMap((operation) => sized(loop(bits, packedAt, operation)));
  return Uint8Array.from(
    [
      [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      section(1, [1, 0x60, 1, I32, 0]),
      section(3, [2, 0, 0]),
      section(5, [1, 1, ...leb(pages), ...leb(pages)]),
      section(7, [3, ...name('memory'), 2, 0, ...name('add'), 0, 0, ...name('subtract'), 0, 1]),
      section(10, [2, ...code]),
    ].flat(),
  );
}

const I32 = 0x7f;
const V128 = 0x7b;
const ADD_4 = [0xfd, 0xae, 0x01];
const SUBTRACT_4 = [0xfd, 0xb1, 0x01];
/** Locals: the parameter, two addresses, and for each half of eight words its constants. */
const [COUNT, SUMS, PACKED] = [0, 1, 2];
const PLACES = [3, 5] as const;
const FACTORS = [4, 6] as const;
type Half = 0 | 1;

function loop(bits: number, packedAt: number, operation: readonly number[]): number[] {
  return [
    [2, 2, I32, 4, V128],
    [...constant(packedAt), ...set(PACKED)],
    [...constants(bits, 0), ...constants(bits, 1)],
    [0x03, 0x40],
    [...four(bits, 0, operation), ...four(bits, 1, operation)],
    [...get(SUMS), ...constant(32), 0x6a, ...set(SUMS)],
    [...get(PACKED), ...constant(bits), 0x6a, ...set(PACKED)],
    [...get(COUNT), ...constant(1), 0x6b, ...tee(COUNT), 0x0d, 0],
    [0x0b, 0x0b],
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

const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const tee = (local: number): number[] => [0x22, local];
const constant = (value: number): number[] => [0x41, ...signedLeb(value)];
const section = (id: number, content: readonly number[]): number[] => [id, ...sized(content)];
const sized = (content: readonly number[]): number[] => [...leb(content.length), ...content];
const name = (text: string): number[] => sized([...utf8(text)]);

/** LEB128 of a number that is not negative. */
const leb = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)]);
/** The same for where a sign is expected. */
const signedLeb = (value: number): number[] =>
  value < 64 ? [value] : [(value & 127) | 128, ...signedLeb(value >>> 7)];
