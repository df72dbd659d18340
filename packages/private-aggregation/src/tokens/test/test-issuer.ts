import { constants, generateKeyPairSync, type KeyObject, privateDecrypt } from 'node:crypto';
import type { SignedTokenDirectory, TokenDirectory, TokenEpoch } from '@parlour/wire';
import type { Bytes } from '../../secure-aggregation/bytes.ts';
import { toHex } from '../../secure-aggregation/bytes.ts';
import { nodeSuite } from '../../secure-aggregation/suite/node-suite.ts';
import { type EpochKeys, epochKeys } from '../epoch-keys.ts';
import { publishTokenDirectory } from '../publish-directory.ts';
import { webBlindRsa } from '../suite/web-blind-rsa.ts';
import type { TokenTools } from '../token-tools.ts';

export const tools: TokenTools = { suite: nodeSuite, blindRsa: webBlindRsa };

export interface TestEpoch {
  readonly entry: TokenEpoch;
  readonly privateKey: KeyObject;
}

export function testEpoch(id: string, modulusLength = 2048, publicExponent = 65_537): TestEpoch {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength, publicExponent });
  const spki = toHex(publicKey.export({ format: 'der', type: 'spki' }));
  return { entry: { id, publicKey: spki, validFrom: 1000, validUntil: 2000 }, privateKey };
}

/** BlindSign of RFC 9474, section 4.3, by any key: what an honest or a dishonest issuer can do. */
export const blindSign = ({ privateKey }: TestEpoch, blinded: Bytes): Bytes =>
  new Uint8Array(privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, blinded));

export const signingSeed = new Uint8Array(32).fill(9);
export const aggregatorKey = await nodeSuite.ed25519Public(signingSeed);

export const directoryOf = (...epochs: TestEpoch[]): TokenDirectory => ({
  format: 1,
  variant: 'RSABSSA-SHA384-PSS-Randomized',
  aggregatorKey: toHex(aggregatorKey),
  epochs: epochs.map(({ entry }) => entry),
});

export const publish = (directory: TokenDirectory, seed = signingSeed): Promise<SignedTokenDirectory> =>
  publishTokenDirectory(nodeSuite, directory, seed);

export const keysOf = (epoch: TestEpoch): Promise<EpochKeys> =>
  epochKeys(nodeSuite, directoryOf(epoch), epoch.entry.id);
