import { demand } from '../../refusal.ts';
import { type Agreement, agreement } from '../agree.ts';
import { type Bytes, toHex } from '../bytes.ts';
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
  { setup, clients, indices, keysInUse }: Advertising,
  message: Bytes,
  keys: Advertisement,
): Promise<number> {
  demand(await tokenIsValid(keys.signingKey, keys.token), 'bad-token');
  const probe = await probeOf(suite);
  await probe(keys.maskKey);
  await probe(keys.encryptionKey);
  demand(clients.length < setup.cohortSize, 'round-full');
  const mine = [keys.signingKey, keys.maskKey, keys.encryptionKey].map(toHex);
  const fresh = new Set(mine).size === mine.length && !mine.some((key) => keysInUse.has(key));
  demand(fresh, 'second-answer', 'a key in use');
  const index = clients.length;
  clients.push({ message, keys });
  indices.set(mine[0], index);
  for (const key of mine) {
    keysInUse.add(key);
  }
  return index;
}

/** Any scalar: with it a key of low order is found out before it harms its neighbours. Nothing is kept secret by it. */
const PROBE = new Uint8Array(32).fill(1);
const probes = new WeakMap<CryptoSuite, Promise<Agreement>>();

function probeOf(suite: CryptoSuite): Promise<Agreement> {
  const probe = probes.get(suite) ?? agreement(suite, PROBE);
  probes.set(suite, probe);
  return probe;
}
