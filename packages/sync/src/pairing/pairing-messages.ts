import * as v from 'valibot';
import { type Bytes, utf8 } from '../bytes.ts';
import { DeviceCard } from '../keys/device-keys.ts';
import { exactly, plainFromBytes, plainToBytes } from '../plain-bytes.ts';
import { HandedOnMessage } from '../replica/handed-on.ts';
import { SIZES, type SyncSuite, type Tools } from '../suite/sync-suite.ts';

/** From the new device, under the code's key: its one-time X-Wing key, and what it commits to. */
export const Hello = v.strictObject({
  kem: exactly(SIZES.kemPublic),
  commitment: exactly(SIZES.hash),
});
/** From the host, under the code's key. */
export const Answer = v.strictObject({
  ciphertext: exactly(SIZES.kemCiphertext),
  nonce: exactly(32),
});
/** From the new device, under the session's key: the nonce it had committed to, and who it will be. */
export const Opening = v.strictObject({
  nonce: exactly(32),
  card: DeviceCard,
  /** By the card's signing key, over the session: nobody is added who has not the key. */
  signature: exactly(SIZES.signature),
});
/** From the host, under the session's key, once the person has confirmed. */
export const Welcome = HandedOnMessage;

const SCHEMAS = { hello: Hello, answer: Answer, opening: Opening, welcome: Welcome } as const;
type Kind = keyof typeof SCHEMAS;

/** Nonce and ciphertext; the kind is authenticated, so that no message passes for another. */
export function sealMessage<K extends Kind>(
  { suite, random }: Tools,
  kind: K,
  key: Bytes,
  message: v.InferOutput<(typeof SCHEMAS)[K]>,
): Bytes {
  const nonce = random(SIZES.nonce);
  const sealed = suite.seal(key, nonce, plainToBytes(message), boundTo(kind));
  const bytes = new Uint8Array(nonce.length + sealed.length);
  bytes.set(nonce);
  bytes.set(sealed, nonce.length);
  return bytes;
}

export function openMessage<K extends Kind>(
  suite: SyncSuite,
  kind: K,
  key: Bytes,
  bytes: Uint8Array,
): v.InferOutput<(typeof SCHEMAS)[K]> | undefined {
  const nonce = bytes.subarray(0, SIZES.nonce);
  if (nonce.length < SIZES.nonce) return undefined;
  const plain = suite.open(key, nonce, bytes.subarray(SIZES.nonce), boundTo(kind));
  return plain && (plainFromBytes(SCHEMAS[kind], plain) as v.InferOutput<(typeof SCHEMAS)[K]> | undefined);
}

export const signedOpening = (session: Bytes): Bytes =>
  new Uint8Array([...utf8('parlour-sync/1/opening'), ...session]);

const boundTo = (kind: Kind): Bytes => utf8(`parlour-sync/1/pairing/${kind}`);
