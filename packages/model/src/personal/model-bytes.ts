import { ParlourError } from '@parlour/wire';
import * as v from 'valibot';
import { checksum } from './checksum.ts';
import type { PersonalModel } from './personal-model.ts';

const magic = 0x4d505250;
const formatVersion = 1;
/** magic, format, checksum of everything after it, length of the header: four little-endian 32-bit words. */
const prefixBytes = 16;

const Header = v.object({
  catalogueVersion: v.string(),
  featureVersion: v.string(),
  dimension: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_536)),
  items: v.array(v.string()),
  steps: v.number(),
  trainedAt: v.number(),
  events: v.number(),
});

/** The saved form: prefix, JSON header, vector and coefficients as little-endian 32-bit floats. */
export function encodePersonalModel(model: PersonalModel): Uint8Array<ArrayBuffer> {
  const { vector, shares, ...rest } = model;
  const header = new TextEncoder().encode(
    JSON.stringify({ ...rest, dimension: vector.length, items: shares.map((share) => share.item) }),
  );
  const bytes = new Uint8Array(prefixBytes + header.length + 4 * (vector.length + shares.length));
  bytes.set(header, prefixBytes);
  const view = new DataView(bytes.buffer);
  let at = prefixBytes + header.length;
  for (const value of [...vector, ...shares.map((share) => share.coefficient)]) {
    view.setFloat32(at, value, true);
    at += 4;
  }
  view.setUint32(0, magic, true);
  view.setUint32(4, formatVersion, true);
  view.setUint32(12, header.length, true);
  view.setUint32(8, checksum(bytes.subarray(12)), true);
  return bytes;
}

/** Throws `model/damaged` or `model/future-version`; never gives half a model. */
export function decodePersonalModel(bytes: Uint8Array): PersonalModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < prefixBytes || view.getUint32(0, true) !== magic) throw damaged();
  if (view.getUint32(4, true) > formatVersion) throw future();
  if (view.getUint32(4, true) !== formatVersion || view.getUint32(8, true) !== checksum(bytes.subarray(12))) {
    throw damaged();
  }
  const floatsAt = prefixBytes + view.getUint32(12, true);
  if (floatsAt > bytes.length) throw damaged();
  const { dimension, items, ...rest } = parseHeader(bytes.subarray(prefixBytes, floatsAt));
  if (bytes.length !== floatsAt + 4 * (dimension + items.length)) throw damaged();
  const float = (index: number): number => view.getFloat32(floatsAt + 4 * index, true);
  const vector = Float32Array.from({ length: dimension }, (_, index) => float(index));
  const shares = items.map((item, index) => ({ item, coefficient: float(dimension + index) }));
  return { ...rest, vector, shares };
}

function parseHeader(bytes: Uint8Array): v.InferOutput<typeof Header> {
  try {
    return v.parse(Header, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    throw damaged(error);
  }
}

function damaged(cause?: unknown): ParlourError {
  return new ParlourError(
    'model/damaged',
    {
      message: 'What this device had learned about your taste is damaged.',
      meaning: 'Your history is not affected; only the result of learning from it is.',
      mend: 'Parlour learns again from your history, which takes a few seconds.',
    },
    { cause },
  );
}

function future(): ParlourError {
  return new ParlourError('model/future-version', {
    message: 'What this device had learned was saved by a newer version of Parlour.',
    meaning: 'This version cannot read it and leaves it as it is.',
    mend: 'Reload the page to get the newest version, or learn again from your history with this one.',
  });
}
