import { Bundle, SignedBundle } from '@parlour/wire';
import * as v from 'valibot';
import { demand, refusal } from '../refusal.ts';
import { type Bytes, fromHex, toHex, utf8 } from '../secure-aggregation/bytes.ts';
import type { CryptoSuite } from '../secure-aggregation/suite/crypto-suite.ts';
import { canonicalJson } from './canonical-json.ts';
import { checkBundle } from './check-bundle.ts';
import { signedPart } from './publish-bundle.ts';

/** A bundle that was held to everything; the only form that the protocol takes one in. */
export interface OpenedBundle {
  readonly bundle: Bundle;
  /** SHA-256 of its canonical text. */
  readonly hash: Bytes;
}

export interface BundleExpectations {
  /** The aggregator's Ed25519 public key, pinned with the app or at the first visit. */
  readonly aggregatorKey: Bytes;
  /** SHA-256, in hex, of the bundles that the person was shown and agreed to, by epoch. */
  readonly pinned: ReadonlyMap<string, string>;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Which audience this device belongs to; real ones are `people`. */
  readonly audience: Bundle['audience'];
}

/**
 * Reads a published bundle as a device does.
 * @throws ParlourError `aggregation/bundle-malformed`, `-changed` (hash, signature, text not canonical, or another
 * bundle pinned for the epoch), `-simulation`, `-unknown` (none pinned), `-weakened`, `-expired`.
 */
export async function openBundle(
  suite: CryptoSuite,
  published: unknown,
  expected: BundleExpectations,
): Promise<OpenedBundle> {
  const opened = await openUnpinnedBundle(suite, published, expected);
  const pinned = expected.pinned.get(opened.bundle.epoch);
  demand(pinned !== undefined, 'bundle-unknown');
  demand(pinned === toHex(opened.hash), 'bundle-changed', 'pinned');
  return opened;
}

/** The same without the pin: what is shown to a person, who may then agree to it, which pins it. */
export async function openUnpinnedBundle(
  suite: CryptoSuite,
  published: unknown,
  { aggregatorKey, now, audience }: Omit<BundleExpectations, 'pinned'>,
): Promise<OpenedBundle> {
  const signed = v.safeParse(SignedBundle, published);
  demand(signed.success, 'bundle-malformed');
  const { bundle: text, sha256, signature } = signed.output;
  const hash = await suite.sha256(utf8(text));
  demand(toHex(hash) === sha256, 'bundle-changed', 'hash');
  const signedRight = await suite.verify(aggregatorKey, signedPart(hash), fromHex(signature));
  demand(signedRight, 'bundle-changed', 'signature');
  const bundle = parse(text);
  demand(canonicalJson(bundle) === text, 'bundle-changed', 'not canonical');
  checkBundle(bundle);
  demand(bundle.audience === audience, 'bundle-simulation');
  demand(now < bundle.expiry, 'bundle-expired');
  return { bundle, hash };
}

function parse(text: string): Bundle {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw refusal('bundle-malformed', String(cause));
  }
  const parsed = v.safeParse(Bundle, json);
  demand(parsed.success, 'bundle-malformed');
  return parsed.output;
}
