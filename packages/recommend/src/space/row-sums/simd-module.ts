import { rowLength } from './row-sums.ts';

/**
 * The binary of a WebAssembly module (core specification 2.0, chapter 5) that exports `memory` and `multiply(n)`: 4 n sums of 32 bits
 * from `sumsAt` on become the inner products of 4 n rows of 64 bytes from `rowsAt` on with 64 numbers of 16 bits at address 0; n
 * is at least 1.
 *
 * Sixteen bytes of a row are widened to two vectors of 16 bits, and each multiplied with its levels and added in pairs. What four
 * rows then have in four lanes each is transposed and added up, so that four sums are stored at once.
 */
export function simdModule(sumsAt: number, rowsAt: number, end: number): Uint8Array<ArrayBuffer> {
  const pages = Math.ceil(end / 65_536);
  return Uint8Array.from(
    [
      [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      section(1, [1, 0x60, 1, i32, 0]),
      section(3, [1, 0]),
      section(5, [1, 1, ...leb(pages), ...leb(pages)]),
      section(7, [2, ...name('memory'), 2, 0, ...name('multiply'), 0, 0]),
      section(10, [1, ...sized(loop(sumsAt, rowsAt))]),
    ].flat(),
  );
}

const i32 = 0x7f;
const v128 = 0x7b;
/** Locals: the parameter, two addresses, eight vectors of levels, sums of four rows, and a vector of bytes. */
const [count, sums, rows, firstLevels, firstRow] = [0, 1, 2, 3, 11];
const bytes = 15;
const rowsAtOnce = 4;
const vectorsARow = rowLength / 16;

function loop(sumsAt: number, rowsAt: number): number[] {
  const each = Array.from({ length: rowsAtOnce }, (_, row) => row);
  return [
    [2, 2, i32, bytes + 1 - firstLevels, v128],
    [...constant(sumsAt), ...set(sums), ...constant(rowsAt), ...set(rows)],
    // In locals: read anew for every row they take as long as the rows.
    Array.from({ length: 2 * vectorsARow }, (_, i) => [
      ...constant(0),
      ...load(16 * i),
      ...set(firstLevels + i),
    ]).flat(),
    [0x03, 0x40],
    each.flatMap((row) => [...fourSums(row), ...set(firstRow + row)]),
    [...get(sums), ...addedUp(), ...store],
    [...get(sums), ...constant(4 * rowsAtOnce), ...addInteger, ...set(sums)],
    [...get(rows), ...constant(rowLength * rowsAtOnce), ...addInteger, ...set(rows)],
    [...get(count), ...constant(1), 0x6b, ...tee(count), 0x0d, 0],
    [0x0b, 0x0b],
  ].flat();
}

/** One row's products, added up in four lanes. */
function fourSums(row: number): number[] {
  return Array.from({ length: vectorsARow }, (_, part) => [
    ...get(rows),
    ...load(rowLength * row + 16 * part),
    ...tee(bytes),
    ...extendLow,
    ...get(firstLevels + 2 * part),
    ...dot,
    ...get(bytes),
    ...extendHigh,
    ...get(firstLevels + 2 * part + 1),
    ...dot,
    ...add,
    ...(part === 0 ? [] : add),
  ]).flat();
}

/** Each row's four lanes added up in one lane: of two rows side by side first, then of two such pairs. */
function addedUp(): number[] {
  const pair = (row: number): number[] => [
    ...both(firstRow + row, firstRow + row + 1, [0, 4, 1, 5]),
    ...both(firstRow + row, firstRow + row + 1, [2, 6, 3, 7]),
    ...add,
  ];
  return [
    ...pair(0),
    ...set(firstRow),
    ...pair(2),
    ...set(firstRow + 2),
    ...both(firstRow, firstRow + 2, [0, 1, 4, 5]),
    ...both(firstRow, firstRow + 2, [2, 3, 6, 7]),
    ...add,
  ];
}

/** Lanes of 32 bits of two vectors: 0..3 of the first, 4..7 of the second. */
function both(first: number, second: number, lanes: readonly number[]): number[] {
  const places = lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte));
  return [...get(first), ...get(second), 0xfd, 0x0d, ...places];
}

const extendLow = [0xfd, 0x87, 0x01];
const extendHigh = [0xfd, 0x88, 0x01];
const dot = [0xfd, 0xba, 0x01];
const add = [0xfd, 0xae, 0x01];
const addInteger = [0x6a];
const store = [0xfd, 0x0b, 0, 0];
const load = (offset: number): number[] => [0xfd, 0x00, 0, ...leb(offset)];
const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const tee = (local: number): number[] => [0x22, local];
const constant = (value: number): number[] => [0x41, ...signedLeb(value)];
const section = (id: number, content: readonly number[]): number[] => [id, ...sized(content)];
const sized = (content: readonly number[]): number[] => [...leb(content.length), ...content];
const name = (text: string): number[] => sized([...new TextEncoder().encode(text)]);

/** LEB128 of a number that is not negative. */
const leb = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)]);
/** The same for where a sign is expected. */
const signedLeb = (value: number): number[] =>
  value < 64 ? [value] : [(value & 127) | 128, ...signedLeb(value >>> 7)];
