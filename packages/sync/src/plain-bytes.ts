import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as v from 'valibot';
import type { Bytes } from './bytes.ts';

/** Plain data as bytes, in lib0's `any` encoding: what JSON knows, and byte arrays. */
export function plainToBytes(value: unknown): Bytes {
  const encoder = encoding.createEncoder();
  // What is written is checked by its schema where it is read.
  encoding.writeAny(encoder, value as Parameters<typeof encoding.writeAny>[1]);
  return new Uint8Array(encoding.toUint8Array(encoder));
}

/** Undefined unless the bytes are one value of the schema's form, whole, with nothing left over. */
export function plainFromBytes<const S extends v.GenericSchema>(
  schema: S,
  bytes: Uint8Array,
): v.InferOutput<S> | undefined {
  try {
    const decoder = decoding.createDecoder(bytes);
    const parsed = v.safeParse(schema, decoding.readAny(decoder));
    return parsed.success && !decoding.hasContent(decoder) ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Bytes over memory of their own, exactly or at most so many. */
export const exactly = (length: number) =>
  v.pipe(
    v.instance(Uint8Array),
    v.check((bytes) => bytes.length === length),
    v.transform((bytes): Bytes => new Uint8Array(bytes)),
  );
export const atMost = (length: number) =>
  v.pipe(
    v.instance(Uint8Array),
    v.check((bytes) => bytes.length <= length),
    v.transform((bytes): Bytes => new Uint8Array(bytes)),
  );
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
