import { demand } from '../../refusal.ts';
import { ByteReader } from '../byte-reader.ts';
import { type Bytes, concat, equalBytes, uint32Bytes, utf8 } from '../bytes.ts';
import type { CryptoSuite } from '../suite/crypto-suite.ts';

/**
 * Every message: version, kind, context (32 bytes), sender (4), body, and an Ed25519 signature (64) over a domain separator
 * and the SHA-256 of all before it, or a tag (`tagged-message.ts`). The context is the setup's hash until the keys are committed, and the root from then
 * on; so a message of another round, bundle or key set fails, as does one shown as another kind or sender.
 */
export const KINDS = {
  announcement: 1,
  advertisement: 2,
  roster: 3,
  draw: 4,
  neighbours: 5,
  shares: 6,
  deliveries: 7,
  report: 8,
  survivors: 9,
  confirmation: 10,
  confirmations: 11,
  unmasking: 12,
} as const;

export type Kind = keyof typeof KINDS;

/** The sender of what the aggregator sends, and of what a device sends before it has an index. */
export const NO_INDEX = 0xffff_ffff;

export interface Header {
  readonly kind: Kind;
  readonly context: Bytes;
  readonly sender: number;
}

const VERSION = 1;
export const HEADER_BYTES = 38;
export const SIGNATURE_BYTES = 64;
const DOMAIN = utf8('parlour/secure-aggregation/1');
const kindNames: ReadonlyMap<number, Kind> = new Map(
  Object.entries(KINDS).map(([name, value]) => [value, name as Kind]),
);

export async function signMessage(
  suite: CryptoSuite,
  header: Header,
  body: Bytes,
  signingSeed: Bytes,
): Promise<Bytes> {
  const message = unsignedMessage(header, [body], SIGNATURE_BYTES);
  const unsigned = message.subarray(0, -SIGNATURE_BYTES);
  message.set(await suite.sign(signingSeed, await signedPart(suite, unsigned)), unsigned.length);
  return message;
}

/** What a message says of itself, not yet believed. @throws ParlourError `aggregation/malformed-message`. */
export function readHeader(message: Bytes): Header {
  const reader = new ByteReader(message);
  demand(reader.uint8() === VERSION, 'malformed-message', 'version');
  const kind = kindNames.get(reader.uint8());
  demand(kind !== undefined, 'malformed-message', 'kind');
  return { kind, context: reader.fixed(32), sender: reader.uint32() };
}

/**
 * The body of a message that is what is expected and signed by whom it should be.
 * @throws ParlourError `aggregation/malformed-message`, `-out-of-turn` (another kind), `-wrong-round` (another context),
 * `-unknown-sender`, `-bad-signature`.
 */
export async function openMessage(
  suite: CryptoSuite,
  message: Bytes,
  expected: Header,
  publicKey: Bytes,
): Promise<ByteReader> {
  const body = bodyReader(message, expected, SIGNATURE_BYTES);
  const end = message.length - SIGNATURE_BYTES;
  const signed = await signedPart(suite, message.subarray(0, end));
  demand(await suite.verify(publicKey, signed, message.subarray(end)), 'bad-signature');
  return body;
}

/**
 * What is between the header, which must be the expected one, and the signature or tag, which is not looked at.
 * @throws ParlourError as `openMessage`.
 */
export function bodyReader(message: Bytes, expected: Header, proofBytes: number): ByteReader {
  const header = readHeader(message);
  demand(header.kind === expected.kind, 'out-of-turn', header.kind);
  demand(equalBytes(header.context, expected.context), 'wrong-round');
  demand(header.sender === expected.sender, 'unknown-sender');
  demand(message.length >= HEADER_BYTES + proofBytes, 'malformed-message', 'too short');
  return new ByteReader(message.subarray(HEADER_BYTES, message.length - proofBytes));
}

/**
 * Just the signature of a message whose other bytes the reader can make up alone; of a tagged message its tag and what
 * is before it, enough to tell it from another of the same sender and kind.
 */
export const signatureOf = (message: Bytes): Bytes => message.slice(-SIGNATURE_BYTES);

/** Whether a signature is the sender's over the message with this header and body. */
export async function isSigned(
  suite: CryptoSuite,
  header: Header,
  body: Bytes,
  signature: Bytes,
  publicKey: Bytes,
): Promise<boolean> {
  return suite.verify(publicKey, await signedPart(suite, unsignedMessage(header, [body])), signature);
}

/** With room for so many bytes behind it. */
export function unsignedMessage(header: Header, body: readonly Bytes[], room = 0): Bytes {
  const { kind, context, sender } = header;
  const length = body.reduce((sum, part) => sum + part.length, 0);
  const message = new Uint8Array(HEADER_BYTES + length + room);
  message[0] = VERSION;
  message[1] = KINDS[kind];
  message.set(context, 2);
  message.set(uint32Bytes(sender), HEADER_BYTES - 4);
  let at = HEADER_BYTES;
  for (const part of body) {
    message.set(part, at);
    at += part.length;
  }
  return message;
}

const signedPart = async (suite: CryptoSuite, unsigned: Bytes): Promise<Bytes> =>
  concat(DOMAIN, await suite.sha256(unsigned));
