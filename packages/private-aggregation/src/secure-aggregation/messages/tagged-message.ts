import { demand } from '../../refusal.ts';
import type { ByteReader } from '../byte-reader.ts';
import { type Bytes, concat, uint32Bytes, utf8, zero } from '../bytes.ts';
import type { CryptoSuite } from '../suite/crypto-suite.ts';
import { bodyReader, type Header, type Kind, KINDS, unsignedMessage } from './signed-message.ts';

/**
 * Messages that only the device and the aggregator ever see have a tag of 16 bytes in place of a signature, made with
 * the key that the two share (`channel-key.ts`): a tenth of the work, where nobody else is to be convinced. What a third
 * party relies on (keys, the list of survivors, its confirmation) is signed.
 */
const TAGGED: ReadonlySet<Kind> = new Set([
  'roster',
  'draw',
  'neighbours',
  'shares',
  'deliveries',
  'report',
  'confirmations',
  'unmasking',
]);

export const isTagged = (kind: Kind): boolean => TAGGED.has(kind);

export const TAG_BYTES = 16;

/** The header and the body, which may be in parts, and behind them the tag. @param channelKey 32 bytes. */
export async function tagMessage(
  suite: CryptoSuite,
  header: Header,
  body: Bytes | readonly Bytes[],
  channelKey: Bytes,
): Promise<Bytes> {
  const message = unsignedMessage(header, body instanceof Uint8Array ? [body] : body, TAG_BYTES);
  const key = await messageKey(suite, header, channelKey);
  const unsigned = message.subarray(0, -TAG_BYTES);
  message.set(await suite.seal(key, NOTHING, unsigned), unsigned.length);
  zero(key);
  return message;
}

/**
 * The body of a message that is what is expected and tagged with the shared key.
 * @throws ParlourError as `openMessage`.
 */
export async function openTagged(
  suite: CryptoSuite,
  message: Bytes,
  expected: Header,
  channelKey: Bytes,
): Promise<ByteReader> {
  const body = bodyReader(message, expected, TAG_BYTES);
  const key = await messageKey(suite, expected, channelKey);
  const end = message.length - TAG_BYTES;
  const opened = await suite.open(key, message.subarray(end), message.subarray(0, end));
  zero(key);
  demand(opened !== undefined, 'bad-signature', 'tag');
  return body;
}

/**
 * AES-256-GCM over data that is not encrypted (GMAC, NIST SP 800-38D, section 3) wants another key or nonce for every
 * message: a channel has one message of a kind in a round and direction, and here a key for it.
 */
const messageKey = async (suite: CryptoSuite, { kind, context, sender }: Header, channelKey: Bytes) =>
  suite.hkdf(channelKey, context, concat(DOMAIN, uint32Bytes(KINDS[kind], sender)), 32);

const NOTHING = new Uint8Array();
const DOMAIN = utf8('parlour/tagged-message/1');
