import { argon2idHere } from './argon2id-here.ts';
import type { Bytes } from './bytes.ts';
import type { KdfCost } from './kdf-cost.ts';
import type { Argon2id } from './platform.ts';

export interface Argon2idRequest {
  readonly passphrase: Uint8Array;
  readonly salt: Uint8Array;
  readonly cost: KdfCost;
}
type Answer = { readonly derived: Bytes } | { readonly failure: string };

/**
 * Argon2id in a worker of its own that lives as long as the derivation: its 256 MiB go back to the system, and the
 * calling worker stays responsive. Where there are no workers to be had (Node) on this thread.
 */
export const argon2id: Argon2id = (passphrase, salt, cost) => {
  if (typeof Worker === 'undefined') {
    return argon2idHere(passphrase, salt, cost);
  }
  const worker = new Worker(new URL('./argon2id-worker.ts', import.meta.url), { type: 'module' });
  const { promise, resolve, reject } = Promise.withResolvers<Bytes>();
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    if ('derived' in data) {
      resolve(data.derived);
    } else {
      reject(new Error(data.failure));
    }
  });
  worker.addEventListener('error', (event) => {
    reject(new Error(event.message));
  });
  worker.postMessage({ passphrase, salt, cost } satisfies Argon2idRequest);
  return promise.finally(() => {
    worker.terminate();
  });
};
