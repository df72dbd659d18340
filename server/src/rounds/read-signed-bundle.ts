import { Bundle, SignedBundle } from '@parlour/wire';
import * as v from 'valibot';

const Asked = v.pick(v.object(Bundle.entries), ['epoch', 'expiry']);

/** A bundle as the database keeps it: the JSON text of a `SignedBundle`, and the epoch and expiry (Unix time, ms) that it names. */
export function readSignedBundle(bytes: Uint8Array): {
  readonly signed: SignedBundle;
  readonly epoch: string;
  readonly expiry: number;
} {
  const signed = v.parse(SignedBundle, JSON.parse(new TextDecoder().decode(bytes)));
  const { epoch, expiry } = v.parse(Asked, JSON.parse(signed.bundle));
  return { signed, epoch, expiry };
}
