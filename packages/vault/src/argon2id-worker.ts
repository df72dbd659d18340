import { argon2idHere } from './argon2id-here.ts';
import type { Argon2idRequest } from './argon2id.ts';

/** Answers one request and is then ended by whoever made it. */
self.addEventListener('message', ({ data }: MessageEvent<Argon2idRequest>) => {
  argon2idHere(data.passphrase, data.salt, data.cost).then(
    (derived) => {
      self.postMessage({ derived }, { transfer: [derived.buffer] });
    },
    (error: unknown) => {
      self.postMessage({ failure: String(error) });
    },
  );
});
