import { graphDamaged } from './graph-errors.ts';

/** Little-endian 32-bit floats. */
export function floatBytes(values: Float64Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, i) => {
    view.setFloat32(4 * i, value, true);
  });
  return new Uint8Array(view.buffer);
}

/** @throws ParlourError `model/graph-damaged` where one is no finite number */
export function floatsOf(bytes: Uint8Array): Float64Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({ length: bytes.length / 4 }, (_, i) => {
    const value = view.getFloat32(4 * i, true);
    if (!Number.isFinite(value)) throw graphDamaged(`parameter ${i} is ${value}`);
    return value;
  });
}
