import type { Bytes } from '../bytes.ts';
import { chunkBytes } from '../words/chunk-adder.ts';

/** The zeros that a chunk of keystream is the encryption of, enough for words of any width; never written to. */
export const zeros: Bytes = new Uint8Array(chunkBytes(32));
