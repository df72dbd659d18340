import { RELAY_LIMITS } from './relay-limits.ts';
import { ByteReader, writeVaruint } from './varuint.ts';

/** A struct of a yjs update (format V1): where its bytes are, and what it has in the order of its client. */
interface Struct {
  readonly client: number;
  readonly clock: number;
  readonly start: number;
  readonly end: number;
}

const DEVICE = /^[0-9a-f]{64}$/;
const decoder = new TextDecoder();

/**
 * Whether bytes are an update of yjs (format V1) to an outer document and nothing else: sealed updates in arrays that are named after
 * devices, what was deleted, and gaps. Reads without making anything of it: in yjs, a few bytes can stand for much memory.
 */
export function isOuterUpdate(update: Uint8Array): boolean {
  try {
    let structs = 0;
    const deletions = eachStruct(update, () => {
      structs += 1;
      return structs <= RELAY_LIMITS.structs;
    });
    return deletions !== undefined && isDeleteSet(update, deletions);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Whether an update says nothing: no struct, nothing deleted. */
export const isEmptyUpdate = (update: Uint8Array): boolean =>
  update.length === 2 && update[0] === 0 && update[1] === 0;

/**
 * An update to an outer document as several, each of at most so many bytes; all of them together are the same as the one. A sealed update
 * is never taken apart, so `most` has to have room for the largest.
 * @throws RangeError for what is no such update, or has a part that does not fit.
 */
export function splitOuterUpdate(update: Uint8Array, most: number): Uint8Array<ArrayBuffer>[] {
  if (update.length <= most) return [Uint8Array.from(update)];
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let run: Struct[] = [];
  let bytes = 0;
  const take = (deletions: Uint8Array): void => {
    const part = updateOf(update, run, deletions);
    if (part.length > most) throw new RangeError('A part does not fit.');
    parts.push(part);
    run = [];
    bytes = 0;
  };
  const deletionsAt = eachStruct(update, (struct) => {
    const more = struct.end - struct.start + HEAD_BYTES;
    if (run.length > 0 && bytes + more > most - HEAD_BYTES) take(NO_DELETIONS);
    run.push(struct);
    bytes += more;
    return true;
  });
  const deletions = update.subarray(deletionsAt);
  if (bytes + deletions.length > most - HEAD_BYTES) take(NO_DELETIONS);
  if (run.length > 0 || deletions.length > 1) take(deletions);
  return parts;
}

/** Numbers of clients and structs, a client and a clock at their longest. */
const HEAD_BYTES = 32;
const NO_DELETIONS = Uint8Array.of(0);

/**
 * Tells of each struct, in order, until the listener says that it is enough.
 * @returns where the delete set begins; undefined for what no outer document has.
 */
function eachStruct(update: Uint8Array, tell: (struct: Struct) => boolean): number | undefined {
  const reader = new ByteReader(update);
  for (let clients = reader.varuint(); clients > 0; clients -= 1) {
    const count = reader.varuint();
    const client = reader.varuint();
    let clock = reader.varuint();
    for (let i = 0; i < count; i += 1) {
      const start = reader.at;
      const length = skipStruct(reader);
      if (length === undefined || !tell({ client, clock, start, end: reader.at })) return undefined;
      clock += length;
    }
  }
  return reader.at;
}

/** @returns how many clocks the struct takes. */
function skipStruct(reader: ByteReader): number | undefined {
  const info = reader.byte();
  // What was there and is gone, and what is left out.
  if (info === 0 || info === 10) return reader.varuint();
  const [hasOrigin, hasRightOrigin, hasKey] = [info & 128, info & 64, info & 32];
  if (hasKey !== 0) return undefined;
  if (hasOrigin !== 0) skipId(reader);
  if (hasRightOrigin !== 0) skipId(reader);
  if (hasOrigin === 0 && hasRightOrigin === 0) {
    const isNamed = reader.varuint() === 1;
    if (!isNamed || !DEVICE.test(decoder.decode(reader.varBytes()))) return undefined;
  }
  const content = info & 31;
  if (content === 1) return reader.varuint();
  if (content !== 3) return undefined;
  const { length } = reader.varBytes();
  return length >= RELAY_LIMITS.leastSealedBytes && length <= RELAY_LIMITS.mostSealedBytes ? 1 : undefined;
}

function skipId(reader: ByteReader): void {
  reader.varuint();
  reader.varuint();
}

function isDeleteSet(update: Uint8Array, at: number): boolean {
  const reader = new ByteReader(update, at);
  let ranges = 0;
  for (let clients = reader.varuint(); clients > 0; clients -= 1) {
    reader.varuint();
    for (let count = reader.varuint(); count > 0; count -= 1) {
      skipId(reader);
      ranges += 1;
      if (ranges > RELAY_LIMITS.structs) return false;
    }
  }
  return reader.isAtEnd;
}

/** An update of these structs, which follow each other within each client. */
function updateOf(
  update: Uint8Array,
  structs: readonly Struct[],
  deletions: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const runs: { head: number[]; start: number; end: number }[] = [];
  for (let i = 0; i < structs.length; ) {
    const first = structs[i] as Struct;
    let j = i;
    while (structs[j]?.client === first.client) j += 1;
    const head: number[] = [];
    for (const number of [j - i, first.client, first.clock]) writeVaruint(head, number);
    runs.push({ head, start: first.start, end: (structs[j - 1] as Struct).end });
    i = j;
  }
  const head: number[] = [];
  writeVaruint(head, runs.length);
  const length = runs.reduce((sum, run) => sum + run.head.length + run.end - run.start, head.length);
  const part = new Uint8Array(length + deletions.length);
  part.set(head);
  let at = head.length;
  for (const run of runs) {
    part.set(run.head, at);
    part.set(update.subarray(run.start, run.end), at + run.head.length);
    at += run.head.length + run.end - run.start;
  }
  part.set(deletions, at);
  return part;
}
