import { TensorHeader } from '@parlour/wire';
import * as v from 'valibot';
import { tensorsDamaged } from './tensors-damaged.ts';

/** A dense array, row-major. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int8Array;
}

/** Tensors by name, with a text of what they are. */
export interface TensorFile {
  readonly tensors: Readonly<Record<string, Tensor>>;
  /** Texts by name, `__metadata__` of the format. */
  readonly metadata: Readonly<Record<string, string>>;
}

const lengthBytes = 8;
/** What the format's own readers accept at most, and more than any file of ours has. */
const mostHeader = 32 * 2 ** 20;
/** So that the tensors lie at multiples of it. */
const alignment = 8;

const sizes = { F32: 4, I8: 1 } as const;

/**
 * A file in the safetensors format: length of the header (64 bits), the header as JSON, filled up with spaces, then the tensors in the order
 * of their names, little-endian. The same tensors and texts make the same bytes.
 */
export function encodeTensors({ tensors, metadata }: TensorFile): Uint8Array<ArrayBuffer> {
  const names = Object.keys(tensors).toSorted();
  const entries: [string, unknown][] = [['__metadata__', sorted(metadata)]];
  let end = 0;
  for (const name of names) {
    const { shape, values } = tensors[name];
    if (values.length !== product(shape)) throw new RangeError(`${name} has ${values.length} values`);
    const start = end;
    end += values.byteLength;
    const dtype = values instanceof Float32Array ? 'F32' : 'I8';
    entries.push([name, { dtype, shape, data_offsets: [start, end] }]);
  }
  const header = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const padded = Math.ceil((lengthBytes + header.length) / alignment) * alignment - lengthBytes;
  const bytes = new Uint8Array(lengthBytes + padded + end).fill(0x20, lengthBytes, lengthBytes + padded);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(padded), true);
  bytes.set(header, lengthBytes);
  let at = lengthBytes + padded;
  for (const name of names) {
    const { values } = tensors[name];
    if (values instanceof Float32Array)
      values.forEach((value, i) => view.setFloat32(at + 4 * i, value, true));
    else bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.length), at);
    at += values.byteLength;
  }
  return bytes;
}

/**
 * The tensors of a file, as copies. Every byte is some tensor's, and every number is finite.
 * @throws ParlourError `model/tensors-damaged`
 */
export function decodeTensors(bytes: Uint8Array): TensorFile {
  try {
    return read(bytes);
  } catch (cause) {
    throw tensorsDamaged(cause);
  }
}

function read(bytes: Uint8Array): TensorFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  const start = lengthBytes + length;
  if (length > mostHeader || start > bytes.length) throw new RangeError('a header longer than the file');
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(lengthBytes, start));
  const { __metadata__: metadata = {}, ...described } = v.parse(TensorHeader, JSON.parse(text));
  const tensors: Record<string, Tensor> = {};
  let end = 0;
  const inOrder = Object.entries(described).toSorted(
    (
      [
        ,
        {
          data_offsets: [a],
        },
      ],
      [
        ,
        {
          data_offsets: [b],
        },
      ],
    ) => a - b,
  );
  for (const [name, { dtype, shape, data_offsets: offsets }] of inOrder) {
    const [from, to] = offsets;
    if (from !== end || to - from !== product(shape) * sizes[dtype] || start + to > bytes.length)
      throw new RangeError(`${name} is not where it should be`);
    end = to;
    tensors[name] = { shape, values: valuesOf(view, dtype, start + from, product(shape)) };
  }
  if (start + end !== bytes.length) throw new RangeError('bytes that belong to nothing');
  return { tensors, metadata };
}

function valuesOf(view: DataView, dtype: 'F32' | 'I8', at: number, count: number): Float32Array | Int8Array {
  if (dtype === 'I8') return Int8Array.from({ length: count }, (_, i) => view.getInt8(at + i));
  return Float32Array.from({ length: count }, (_, i) => {
    const value = view.getFloat32(at + 4 * i, true);
    if (!Number.isFinite(value)) throw new RangeError(`${value} is no number`);
    return value;
  });
}

const product = (shape: readonly number[]): number => shape.reduce((count, length) => count * length, 1);

const sorted = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
