import { checksum } from '../../personal/checksum.ts';
import { graphDamaged, graphTooNew } from './graph-errors.ts';

const magic = 0x48524750;
const format = 1;
/** Magic, format, CRC-32 of everything after it, length of the header: four little-endian 32-bit words. */
const prefixBytes = 16;

/** A JSON header and its bytes behind one checksum. */
export function pack(header: object, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(prefixBytes + text.length + payload.length);
  bytes.set(text, prefixBytes);
  bytes.set(payload, prefixBytes + text.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, format, true);
  view.setUint32(12, text.length, true);
  view.setUint32(8, checksum(bytes.subarray(12)), true);
  return bytes;
}

/**
 * The header, as parsed by `parse`, and the payload, which is not copied.
 *
 * @throws ParlourError `model/graph-damaged`, `model/graph-too-new`
 */
export function unpack<T>(
  bytes: Uint8Array,
  parse: (header: unknown) => T,
): { header: T; payload: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < prefixBytes || view.getUint32(0, true) !== magic) throw graphDamaged('no such file');
  const found = view.getUint32(4, true);
  if (found > format) throw graphTooNew(found);
  if (found !== format || checksum(bytes.subarray(12)) !== view.getUint32(8, true)) {
    throw graphDamaged('its checksum is wrong');
  }
  const payloadAt = prefixBytes + view.getUint32(12, true);
  if (payloadAt > bytes.length) throw graphDamaged('its header is longer than the file');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(prefixBytes, payloadAt));
    return { header: parse(JSON.parse(text)), payload: bytes.subarray(payloadAt) };
  } catch (error) {
    throw graphDamaged(error);
  }
}
