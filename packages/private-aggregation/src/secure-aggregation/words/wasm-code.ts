import { type Bytes, utf8 } from '../bytes.ts';

/** What the binary format of WebAssembly (core specification 2.0, chapter 5) is put together of. */
export const I32 = 0x7f;
export const I64 = 0x7e;
export const V128 = 0x7b;

export const get = (local: number): number[] => [0x20, local];
export const set = (local: number): number[] => [0x21, local];
export const tee = (local: number): number[] => [0x22, local];
export const constant = (value: number): number[] => [0x41, ...signedLeb(value)];
/** Adds a constant to a local of 32 bits. */
export const advance = (local: number, by: number): number[] => [
  ...get(local),
  ...constant(by),
  0x6a,
  ...set(local),
];
/** Runs `body` as often as the local says, at least once; counts it down to 0. */
export const times = (count: number, body: readonly number[]): number[] =>
  [[0x03, 0x40], body, [...get(count), ...constant(1), 0x6b, ...tee(count), 0x0d, 0], [0x0b]].flat();

export interface Routine {
  readonly name: string;
  /** Its locals by type, in order, behind the one parameter, local 0, an i32. */
  readonly locals: readonly (readonly [count: number, type: number])[];
  readonly code: readonly number[];
}

/** A module that exports `memory`, of so many bytes at least, and routines of one parameter that return nothing. */
export function wasmModule(memoryBytes: number, routines: readonly Routine[]): Bytes {
  const pages = Math.ceil(memoryBytes / 65_536);
  const exported = routines.flatMap(({ name }, i) => [...text(name), 0, i]);
  const bodies = routines.flatMap(({ locals, code }) =>
    sized([...leb(locals.length), ...locals.flat(), ...code, 0x0b]),
  );
  return Uint8Array.from(
    [
      [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      section(1, [1, 0x60, 1, I32, 0]),
      section(3, [routines.length, ...routines.map(() => 0)]),
      section(5, [1, 1, ...leb(pages), ...leb(pages)]),
      section(7, [1 + routines.length, ...text('memory'), 2, 0, ...exported]),
      section(10, [routines.length, ...bodies]),
    ].flat(),
  );
}

const section = (id: number, content: readonly number[]): number[] => [id, ...sized(content)];
const sized = (content: readonly number[]): number[] => [...leb(content.length), ...content];
const text = (name: string): number[] => sized([...utf8(name)]);

/** LEB128 of a number that is not negative. */
const leb = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)]);
/** The same for where a sign is expected. */
const signedLeb = (value: number): number[] =>
  value < 64 ? [value] : [(value & 127) | 128, ...signedLeb(value >>> 7)];
