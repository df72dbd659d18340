import { CollaborativeHeader } from '@parlour/wire';
import * as v from 'valibot';
import { checksum } from '../../personal/checksum.ts';
import type { CollaborativeModel, ItemWeights } from '../collaborative-model.ts';
import { BitReader, BitWriter } from './bits.ts';
import { collaborativeDamaged, collaborativeTooNew, collaborativeTooOld } from './collaborative-errors.ts';
import { largestUnit, readUnits, writeUnits } from './units.ts';
import { magnitudeBits, readValue, writeValue } from './values.ts';
import { readWeights, writeWeights } from './weights-section.ts';

const magic = 0x4c4f4350;
/** 1 had whole bytes for everything, and ids of 64 bits: a quarter more. */
const format = 2;
/** Magic, format, CRC-32 of everything after it, length of the header: four little-endian 32-bit words. */
const prefixBytes = 16;

/** The file that devices load: prefix, JSON header (`CollaborativeHeader`), ids, then bit by bit both weights and the factors, each behind its units. */
export function encodeCollaborativeModel(model: CollaborativeModel): Uint8Array<ArrayBuffer> {
  const writer = new BitWriter();
  const { rank, values, units, unobserved, ridge } = model.factors;
  writeUnits(model.together.units, writer);
  const together = writeWeights(model.together, writer);
  writeUnits(model.follows.units, writer);
  const follows = writeWeights(model.follows, writer);
  writeUnits(units, writer);
  const bits = magnitudeBits(values);
  for (const value of values) writeValue(value, bits, true, writer);
  const header: CollaborativeHeader = {
    items: model.items,
    source: model.source,
    learnedUntil: model.learnedUntil,
    together: { ...together, largestUnit: largestUnit(model.together.units) },
    follows: { ...follows, largestUnit: largestUnit(model.follows.units) },
    factors: { rank, bits, largestUnit: largestUnit(units), unobserved, ridge },
    mixture: model.mixture,
    recency: {
      halfLives: [...model.recency.halfLives],
      together: [...model.recency.together],
      follows: [...model.recency.follows],
    },
  };
  const text = new TextEncoder().encode(JSON.stringify(v.parse(CollaborativeHeader, header)));
  return sealed(text, [idBytes(model.ids), writer.bytes()]);
}

/** @throws ParlourError `model/collaborative-damaged`, `model/collaborative-too-new`, `model/collaborative-too-old`; never gives half a model */
export function decodeCollaborativeModel(bytes: Uint8Array): CollaborativeModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < prefixBytes || view.getUint32(0, true) !== magic)
    throw collaborativeDamaged('no such file');
  const found = view.getUint32(4, true);
  if (found > format) throw collaborativeTooNew(found);
  if (found > 0 && found < format) throw collaborativeTooOld(found);
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
  const ids = idsOf(take(idLength * items));
  const bits = take(bytes.length - at);
  // Every weight takes two bits at the least: no damage makes more room than that be asked for.
  if (Math.max(header.together.entries, header.follows.entries, items * factors.rank) > 4 * bits.length)
    throw new RangeError('more numbers than there are');
  const reader = new BitReader(bits);
  const weightsOf = (section: (typeof header)['together']): ItemWeights => {
    const units = readUnits(items, section.largestUnit, reader);
    return { ...readWeights(section, items, reader), units };
  };
  const [together, follows] = [weightsOf(header.together), weightsOf(header.follows)];
  const units = readUnits(items, factors.largestUnit, reader);
  const values = new Int8Array(items * factors.rank);
  for (let index = 0; index < values.length; index++) values[index] = readValue(factors.bits, true, reader);
  if (!reader.isDone()) throw new RangeError('something is left over');
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

/** Of an id: its low word, and 16 bits of the other. */
const idLength = 6;

function idBytes(ids: Uint32Array): Uint8Array {
  const bytes = new Uint8Array((idLength * ids.length) / 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0, index = 0; at < bytes.length; at += idLength, index += 2) {
    view.setUint32(at, ids[index] as number, true);
    view.setUint16(at + 4, ids[index + 1] as number, true);
  }
  return bytes;
}

function idsOf(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ids = new Uint32Array((2 * bytes.length) / idLength);
  for (let at = 0, index = 0; at < bytes.length; at += idLength, index += 2) {
    ids[index] = view.getUint32(at, true);
    ids[index + 1] = view.getUint16(at + 4, true);
  }
  return ids;
}
