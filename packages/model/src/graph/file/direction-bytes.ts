import { embeddingLength } from '../shape.ts';

/**
 * Each row (64 values) as bytes of its largest value's 127th, rounded. Of unit rows in 64 dimensions this moves a cosine by
 * about 0.002; the length is lost.
 */
export function directionBytes(embeddings: Float32Array): Int8Array<ArrayBuffer> {
  const bytes = new Int8Array(embeddings.length);
  for (let start = 0; start < embeddings.length; start += embeddingLength) {
    let most = 0;
    for (let i = start; i < start + embeddingLength; i++) most = Math.max(most, Math.abs(embeddings[i]));
    if (most === 0) continue;
    for (let i = start; i < start + embeddingLength; i++) bytes[i] = Math.round((embeddings[i] / most) * 127);
  }
  return bytes;
}
