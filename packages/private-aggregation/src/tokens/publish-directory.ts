import { type SignedTokenDirectory, TokenDirectory } from '@parlour/wire';
import * as v from 'valibot';
import { canonicalJson } from '../bundle/canonical-json.ts';
import { type Bytes, concat, toHex, utf8 } from '../secure-aggregation/bytes.ts';
import type { CryptoSuite } from '../secure-aggregation/suite/crypto-suite.ts';

/** What the aggregator signs: a domain separator and the SHA-256 of the directory's canonical text. */
export const signedPart = (hash: Bytes): Bytes => concat(utf8('parlour/token-directory/1'), hash);

/**
 * Makes a directory ready to be published. The same keys give the same bytes, on every replica.
 * @param signingSeed 32 bytes, the aggregator's Ed25519 seed.
 */
export async function publishTokenDirectory(
  suite: CryptoSuite,
  directory: TokenDirectory,
  signingSeed: Bytes,
): Promise<SignedTokenDirectory> {
  const text = canonicalJson(v.parse(TokenDirectory, directory));
  const hash = await suite.sha256(utf8(text));
  const signature = await suite.sign(signingSeed, signedPart(hash));
  return { directory: text, sha256: toHex(hash), signature: toHex(signature) };
}
