import { unitSteps } from '../quantised.ts';

export function largestUnit(units: Float32Array): number {
  return units.reduce((top, unit) => Math.max(top, unit), 0);
}

/** Units, not negative, as 16 bits of the largest, little-endian. */
export function encodeUnits(units: Float32Array): Uint8Array<ArrayBuffer> {
  const largest = largestUnit(units);
  const bytes = new Uint8Array(2 * units.length);
  const view = new DataView(bytes.buffer);
  units.forEach((unit, row) => {
    view.setUint16(2 * row, largest === 0 ? 0 : Math.round((unit / largest) * unitSteps), true);
  });
  return bytes;
}

export function readUnits(bytes: Uint8Array, largest: number): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from(
    { length: bytes.length / 2 },
    (_, row) => (view.getUint16(2 * row, true) * largest) / unitSteps,
  );
}
