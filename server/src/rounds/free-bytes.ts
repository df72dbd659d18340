/**
 * Gives the memory of bytes back now, where it is theirs alone: the collector comes for what lies outside of its heap only
 * after 64 MB of it, which is a hundred and forty reports. Nobody may read them any more: to whoever does, they are empty.
 */
export function freeBytes({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) buffer.transfer(0);
}
