import { featureDimension } from '@parlour/catalogue';
import type { CompactFeatures } from './compact-features.ts';
import { type ItemSpace, lowDimensions } from './item-space.ts';

/**
 * What a kept space belongs to. A space of anything else is computed anew: `catalogue` is the version of the columns, `features`
 * that of the content features.
 */
export interface SpaceOrigin {
  readonly catalogue: string;
  readonly features: number;
}

/** Raised whenever the space of equal features changes, or this file's form: what is kept is then computed anew. */
export const spaceVersion = 3;

/**
 * A space as bytes, for keeping beside the public files that it was computed of: eight words (magic, version, features'
 * version, rows, bytes of the features, length of the catalogue's version, two sums of all other words), the catalogue's version in UTF-8, then the
 * arrays as they lie in memory. Each part is padded to a whole word. Only for the machine that wrote it, whose byte order it has.
 */
export function encodeSpace(space: ItemSpace, origin: SpaceOrigin): Uint8Array<ArrayBuffer> {
  const { rows } = space;
  const featureBytes = space.features.bytes.length;
  const version = new TextEncoder().encode(origin.catalogue);
  const parts = partsOf(rows, featureBytes, version.length);
  const bytes = new Uint8Array(parts.length);
  new Uint32Array(bytes.buffer, 0, headerWords).set([
    magic,
    spaceVersion,
    origin.features,
    rows,
    featureBytes,
    version.length,
  ]);
  bytes.set(version, headerBytes);
  for (const [name, array] of Object.entries(arraysOf(space))) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), parts.at[name as PartName]);
  }
  new Uint32Array(bytes.buffer, sumsAt, 2).set(sumsOf(bytes.buffer));
  return bytes;
}

/**
 * The space in these bytes, whose memory it shares; undefined where they are damaged, cut short, of another origin or of another
 * version of this code. To the byte what was given to `encodeSpace`.
 */
export function decodeSpace(bytes: Uint8Array<ArrayBuffer>, origin: SpaceOrigin): ItemSpace | undefined {
  const buffer = bytes.byteOffset % wordBytes === 0 ? bytes.buffer : bytes.slice().buffer;
  const start = buffer === bytes.buffer ? bytes.byteOffset : 0;
  if (bytes.length < headerBytes || bytes.length % wordBytes !== 0) return undefined;
  const header = new Uint32Array(buffer, start, headerWords);
  const [found, version, features, rows, featureBytes, nameLength, even, odd] = header;
  if (found !== magic || version !== spaceVersion || features !== origin.features) return undefined;
  const parts = partsOf(rows, featureBytes, nameLength);
  if (parts.length !== bytes.length) return undefined;
  const name = new TextDecoder().decode(new Uint8Array(buffer, start + headerBytes, nameLength));
  if (name !== origin.catalogue) return undefined;
  const sums = sumsOf(buffer, start, bytes.length);
  if (sums[0] !== even || sums[1] !== odd) return undefined;
  const at = (part: PartName): number => start + parts.at[part];
  const floats = (part: PartName, length: number): Float32Array<ArrayBuffer> =>
    new Float32Array(buffer, at(part), length);
  const compact: CompactFeatures = {
    rows,
    starts: new Int32Array(buffer, at('starts'), rows + 1),
    bytes: new Uint8Array(buffer, at('bytes'), featureBytes),
    scales: floats('scales', rows),
  };
  return {
    rows,
    features: compact,
    mean: floats('mean', featureDimension),
    inverseLengths: floats('inverseLengths', rows),
    low: new Int8Array(buffer, at('low'), rows * lowDimensions),
    lowScales: floats('lowScales', rows),
  };
}

const magic = 0x43505350;
const wordBytes = 4;
const headerWords = 8;
const headerBytes = headerWords * wordBytes;
const sumsAt = 6 * wordBytes;

function arraysOf({ features, mean, inverseLengths, low, lowScales }: ItemSpace) {
  const { starts, bytes, scales } = features;
  return { starts, bytes, scales, mean, inverseLengths, low, lowScales };
}
type PartName = keyof ReturnType<typeof arraysOf>;

/** Where each part begins, in bytes, and the length of all. */
function partsOf(
  rows: number,
  featureBytes: number,
  nameLength: number,
): { readonly at: Readonly<Record<PartName, number>>; readonly length: number } {
  let next = headerBytes + whole(nameLength);
  const put = (bytes: number): number => {
    const start = next;
    next += whole(bytes);
    return start;
  };
  const at = {
    mean: put(wordBytes * featureDimension),
    starts: put(wordBytes * (rows + 1)),
    scales: put(wordBytes * rows),
    inverseLengths: put(wordBytes * rows),
    lowScales: put(wordBytes * rows),
    low: put(rows * lowDimensions),
    bytes: put(featureBytes),
  };
  return { at, length: next };
}

function whole(bytes: number): number {
  return Math.ceil(bytes / wordBytes) * wordBytes;
}

/** FNV-1a over words in two lanes, without the sums themselves. For accidents, not against intent: nothing comes from elsewhere. */
function sumsOf(buffer: ArrayBuffer, start = 0, length = buffer.byteLength): readonly [number, number] {
  const words = new Uint32Array(buffer, start, length / wordBytes);
  let even = 0x811c9dc5;
  let odd = 0x01000193;
  const add = (from: number, to: number): void => {
    let a = even;
    let b = odd;
    for (let at = from; at + 1 < to; at += 2) {
      a = Math.imul(a ^ words[at], 0x01000193);
      b = Math.imul(b ^ words[at + 1], 0x85ebca6b);
    }
    if ((to - from) % 2 === 1) a = Math.imul(a ^ words[to - 1], 0x01000193);
    even = a;
    odd = b;
  };
  add(0, sumsAt / wordBytes);
  add(headerWords, words.length);
  return [even >>> 0, odd >>> 0];
}
