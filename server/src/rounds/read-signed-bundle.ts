import { Bundle, SignedBundle } from '@parlour/wire';
import * as v from 'valibot';

const Epoch = v.pick(v.object(Bundle.entries), ['epoch']);

/** A bundle as the database keeps it: the JSON text of a `SignedBundle`, and the epoch that it names. */
export function readSignedBundle(bytes: Uint8Array): {
  readonly signed: SignedBundle;
  readonly epoch: string;
} {
  const signed = v.parse(SignedBundle, JSON.parse(new TextDecoder().decode(bytes)));
  return { signed, epoch: v.parse(Epoch, JSON.parse(signed.bundle)).epoch };
}
