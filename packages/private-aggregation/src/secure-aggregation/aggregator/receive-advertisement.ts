import { demand } from '../../refusal.ts';
import { type Agreement, agreement } from '../agree.ts';
import { type Bytes, toHex, zero } from '../bytes.ts';
import { channelKey } from '../channel-key.ts';
import type { Advertisement } from '../messages/advertisement.ts';
import type { CryptoSuite } from '../suite/crypto-suite.ts';
import type { Advertising, ServerTools } from './server-state.ts';

/**
 * Takes a device's keys in, which its one-time key signed and a token vouches for; no key of it in use by another.
 * @returns the device's index.
 * @throws ParlourError `aggregation/bad-token`, `-bad-key`, `-second-answer`, `-round-full`.
 */
export async function receiveAdvertisement(
  { suite, tokenIsValid }: ServerTools,
  { setup, setupContext, channelSecret, clients, indices, keysInUse }: Advertising,
  message: Bytes,
  keys: Advertisement,
): Promise<number> {
  demand(await tokenIsValid(keys.signingKey, keys.token), 'bad-token');
  const agree = await agreementOf(suite, channelSecret);
  zero(await agree(keys.maskKey));
  const channel = await channelKey(suite, agree, keys.encryptionKey, setupContext);
  demand(clients.length < setup.cohortSize, 'round-full');
  const mine = [keys.signingKey, keys.maskKey, keys.encryptionKey].map(toHex);
  const fresh = new Set(mine).size === mine.length && !mine.some((key) => keysInUse.has(key));
  demand(fresh, 'second-answer', 'a key in use');
  const index = clients.length;
  clients.push({ message, keys, channelKey: channel });
  indices.set(mine[0], index);
  for (const key of mine) {
    keysInUse.add(key);
  }
  return index;
}

/** A secret is prepared once for all devices, as long as the state that holds it is there. */
const agreements = new WeakMap<Bytes, Promise<Agreement>>();

function agreementOf(suite: CryptoSuite, secret: Bytes): Promise<Agreement> {
  const known = agreements.get(secret) ?? agreement(suite, secret);
  agreements.set(secret, known);
  return known;
}
