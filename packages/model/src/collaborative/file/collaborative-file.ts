import { CollaborativeHeader } from '@parlour/wire';
import * as v from 'valibot';
import { checksum } from '../../personal/checksum.ts';
import type { CollaborativeModel } from '../collaborative-model.ts';
import { collaborativeDamaged, collaborativeTooNew } from './collaborative-errors.ts';
import { encodeUnits, largestUnit, readUnits } from './units.ts';
import { bytesOf, encodeWeights, readBytes, readWeights } from './weights-section.ts';

const magic = 0x4c4f4350;
const format = 1;
/** Magic, format, CRC-32 of everything after it, length of the header: four little-endian 32-bit words. */
const prefixBytes = 16;

/** The file that devices load: prefix, JSON header (`CollaborativeHeader`), ids, both weights, factors. */
export function encodeCollaborativeModel(model: CollaborativeModel): Uint8Array<ArrayBuffer> {
  const together = encodeWeights(model.together);
  const follows = encodeWeights(model.follows);
  const { rank, values, units, unobserved, ridge } = model.factors;
  const header: CollaborativeHeader = {
    items: model.items,
    source: model.source,
    learnedUntil: model.learnedUntil,
    together: together.header,
    follows: follows.header,
    factors: { rank, largestUnit: largestUnit(units), unobserved, ridge },
    mixture: model.mixture,
    recency: {
      halfLives: [...model.recency.halfLives],
      together: [...model.recency.together],
      follows: [...model.recency.follows],
    },
  };
  const text = new TextEncoder().encode(JSON.stringify(v.parse(CollaborativeHeader, header)));
  const body = [idBytes(model.ids), ...together.bytes, ...follows.bytes, bytesOf(values), encodeUnits(units)];
  return sealed(text, body);
}

/** @throws ParlourError `model/collaborative-damaged`, `model/collaborative-too-new`; never gives half a model */
export function decodeCollaborativeModel(bytes: Uint8Array): CollaborativeModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < prefixBytes || view.getUint32(0, true) !== magic)
    throw collaborativeDamaged('no such file');
  const found = view.getUint32(4, true);
  if (found > format) throw collaborativeTooNew(found);
  if (found !== format || checksum(bytes.subarray(12)) !== view.getUint32(8, true))
    throw collaborativeDamaged('its checksum is wrong');
  try {
    return modelOf(bytes, prefixBytes + view.getUint32(12, true));
  } catch (error) {
    throw collaborativeDamaged(error);
  }
}

function modelOf(bytes: Uint8Array, bodyAt: number): CollaborativeModel {
  let at = bodyAt;
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new RangeError('it is cut short');
    at += length;
    return bytes.subarray(at - length, at);
  };
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(prefixBytes, bodyAt));
  const header = v.parse(CollaborativeHeader, JSON.parse(text));
  const { items, factors, recency } = header;
  const lengths = [recency.together.length, recency.follows.length];
  if (lengths.some((length) => length !== recency.halfLives.length))
    throw new RangeError('half-lives without a prior');
  const ids = idsOf(take(8 * items));
  const together = readWeights(header.together, items, take);
  const follows = readWeights(header.follows, items, take);
  const values = readBytes(take(items * factors.rank));
  const units = readUnits(take(2 * items), factors.largestUnit);
  if (at !== bytes.length) throw new RangeError('something is left over');
  const { rank, unobserved, ridge } = factors;
  return {
    items,
    ids,
    together,
    follows,
    factors: { rank, values, units, unobserved, ridge },
    mixture: header.mixture,
    recency,
    source: header.source,
    learnedUntil: header.learnedUntil,
  };
}

function sealed(text: Uint8Array, body: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = body.reduce((sum, part) => sum + part.length, prefixBytes + text.length);
  const bytes = new Uint8Array(length);
  let at = prefixBytes;
  for (const part of [text, ...body]) {
    bytes.set(part, at);
    at += part.length;
  }
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, format, true);
  view.setUint32(12, text.length, true);
  view.setUint32(8, checksum(bytes.subarray(12)), true);
  return bytes;
}

function idBytes(ids: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(4 * ids.length);
  const view = new DataView(bytes.buffer);
  ids.forEach((word, index) => view.setUint32(4 * index, word, true));
  return bytes;
}

function idsOf(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: bytes.length / 4 }, (_, index) => view.getUint32(4 * index, true));
}
