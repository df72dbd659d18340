import { demand, refusal } from '../refusal.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { type Bytes, utf8 } from './bytes.ts';

/**
 * Bytes of plain data (states, jobs), to be encrypted or queued by whoever runs a machine: booleans, numbers, strings,
 * byte arrays, word arrays, undefined, lists and records of them. Words and floats are in the platform's order,
 * little-endian everywhere today, as the bytes don't leave the device or the aggregator.
 */
const TAGS = {
  undefined: 0,
  boolean: 1,
  number: 2,
  string: 3,
  bytes: 4,
  words: 5,
  list: 6,
  record: 7,
} as const;

/** Of a device's state in a middling round: most states need no larger place while they are written. */
const EXPECTED_BYTES = 16_384;

/** @throws TypeError for anything else. */
export function plainToBytes(value: unknown): Bytes {
  const writer = new ByteWriter(EXPECTED_BYTES);
  write(writer, value);
  return writer.bytes();
}

/**
 * @param copiedBytes longest byte array that is copied; longer ones refer to `bytes`, which nobody may change any more.
 * @throws ParlourError `aggregation/malformed-message` for anything that `plainToBytes` did not make.
 */
export function plainFromBytes(bytes: Bytes, copiedBytes = Infinity): unknown {
  const reader = new ByteReader(bytes);
  const value = read(reader, copiedBytes);
  reader.end();
  return value;
}

function write(to: ByteWriter, value: unknown): void {
  if (value === undefined) {
    to.uint8(TAGS.undefined);
  } else if (typeof value === 'boolean') {
    to.uint8(TAGS.boolean).uint8(value ? 1 : 0);
  } else if (typeof value === 'number') {
    to.uint8(TAGS.number).fixed(new Uint8Array(Float64Array.of(value).buffer));
  } else if (typeof value === 'string') {
    sized(to.uint8(TAGS.string), utf8(value));
  } else if (value instanceof Uint8Array) {
    sized(to.uint8(TAGS.bytes), value);
  } else if (value instanceof Uint32Array) {
    sized(to.uint8(TAGS.words), new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  } else if (Array.isArray(value)) {
    to.uint8(TAGS.list).uint32(value.length);
    value.forEach((entry) => write(to, entry));
  } else {
    if (typeof value !== 'object' || value === null) {
      throw new TypeError('not plain data');
    }
    const entries = Object.entries(value);
    to.uint8(TAGS.record).uint32(entries.length);
    for (const [key, entry] of entries) {
      write(sized(to, utf8(key)), entry);
    }
  }
}

function read(from: ByteReader, copiedBytes: number): unknown {
  switch (from.uint8()) {
    case TAGS.undefined:
      return undefined;
    case TAGS.boolean:
      return from.uint8() === 1;
    case TAGS.number:
      return new Float64Array(from.fixed(8).buffer)[0];
    case TAGS.string:
      return text(from);
    case TAGS.bytes:
      return bytesOf(from, copiedBytes);
    case TAGS.words: {
      const bytes = from.fixed(from.uint32());
      demand(bytes.length % 4 === 0, 'malformed-message', 'words');
      return new Uint32Array(bytes.buffer);
    }
    case TAGS.list:
      return times(from.uint32(), () => read(from, copiedBytes));
    case TAGS.record:
      return Object.fromEntries(times(from.uint32(), () => [text(from), read(from, copiedBytes)] as const));
    default:
      throw refusal('malformed-message', 'tag');
  }
}

const sized = (to: ByteWriter, bytes: Uint8Array): ByteWriter => to.uint32(bytes.length).fixed(bytes);
const text = (from: ByteReader): string => new TextDecoder().decode(from.fixed(from.uint32()));

function bytesOf(from: ByteReader, copiedBytes: number): Bytes {
  const length = from.uint32();
  return length <= copiedBytes ? from.fixed(length) : from.inPlace(length);
}

function times<T>(count: number, make: () => T): T[] {
  const made: T[] = [];
  for (let i = 0; i < count; i += 1) {
    made.push(make());
  }
  return made;
}
