import { Bundle, type SignedBundle } from '@parlour/wire';
import * as v from 'valibot';
import { type Bytes, concat, toHex, utf8 } from '../secure-aggregation/bytes.ts';
import type { CryptoSuite } from '../secure-aggregation/suite/crypto-suite.ts';
import { canonicalJson } from './canonical-json.ts';
import { checkBundle } from './check-bundle.ts';

/** What the aggregator signs: a domain separator and the bundle's SHA-256. */
export const signedPart = (hash: Bytes): Bytes => concat(utf8('parlour/bundle/1'), hash);

/**
 * Makes a bundle ready to be published: canonical text, its hash, the aggregator's signature. A bundle that devices
 * would refuse cannot be published.
 * @param signingSeed 32 bytes, the aggregator's Ed25519 seed.
 * @throws ParlourError `aggregation/bundle-weakened`.
 */
export async function publishBundle(
  suite: CryptoSuite,
  bundle: Bundle,
  signingSeed: Bytes,
): Promise<SignedBundle> {
  checkBundle(v.parse(Bundle, bundle));
  const text = canonicalJson(bundle);
  const hash = await suite.sha256(utf8(text));
  const signature = await suite.sign(signingSeed, signedPart(hash));
  return { bundle: text, sha256: toHex(hash), signature: toHex(signature) };
}
