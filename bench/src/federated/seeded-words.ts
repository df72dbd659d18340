import { createCipheriv } from 'node:crypto';
import type { RandomWords } from '@parlour/private-aggregation';

/**
 * The same words for the same seed and stream: AES-256-CTR of zeros, both in the key. For simulations; real devices hand in their
 * generator.
 */
export function seededWords(seed: number, stream = 0): RandomWords {
  const key = Buffer.alloc(32);
  key.writeUInt32LE(seed >>> 0);
  key.writeUInt32LE(stream >>> 0, 4);
  const cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  return (count) => {
    const bytes = new Uint8Array(cipher.update(Buffer.alloc(4 * count)));
    return new Uint32Array(bytes.buffer, bytes.byteOffset, count);
  };
}
