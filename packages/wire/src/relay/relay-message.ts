import { RELAY_LIMITS } from './relay-limits.ts';
import { ByteReader, writeVaruint } from './varuint.ts';

/**
 * A message on the socket of a room. `state`, `missing` and `update` are y-protocols' sync steps 1 and 2 and its update, framed as
 * y-websocket frames them, so that any y-websocket server can carry a room. The others are ours, subtypes of its message type `auth`, which
 * y-websocket's own servers and clients pass over.
 */
export type RelayMessage =
  /** A state vector: what the other side has not, it is to be sent. */
  | { readonly kind: 'state'; readonly vector: Uint8Array }
  /** What was missing by a state vector. */
  | { readonly kind: 'missing'; readonly update: Uint8Array }
  | { readonly kind: 'update'; readonly update: Uint8Array }
  /** Of y-protocols: the server lets nobody in, for this reason. */
  | { readonly kind: 'denied'; readonly reason: string }
  /** From the relay, first of all: 32 random bytes, for this socket alone. */
  | { readonly kind: 'challenge'; readonly challenge: Uint8Array }
  /** The answer to it: the room's Ed25519 public key, and its signature over `admissionBytes`. */
  | { readonly kind: 'admission'; readonly publicKey: Uint8Array; readonly signature: Uint8Array }
  /** From the relay: so many messages of kind `missing` or `update` of this socket are on its disk, or there was nothing new in them. */
  | { readonly kind: 'kept'; readonly count: number }
  /** From whoever is admitted: forget this room. The relay answers by closing every socket of it with `relay/room-erased`. */
  | { readonly kind: 'erase' };

const SYNC = 0;
const AUTH = 2;
const steps = ['state', 'missing', 'update'] as const;
const SIZES = { challenge: 32, publicKey: 32, signature: 64 } as const;

export function relayMessageToBytes(message: RelayMessage): Uint8Array<ArrayBuffer> {
  switch (message.kind) {
    case 'state':
      return framed(SYNC, 0, [message.vector]);
    case 'missing':
      return framed(SYNC, 1, [message.update]);
    case 'update':
      return framed(SYNC, 2, [message.update]);
    case 'denied':
      return framed(AUTH, 0, [new TextEncoder().encode(message.reason)]);
    case 'challenge':
      return framed(AUTH, 1, [message.challenge]);
    case 'admission':
      return framed(AUTH, 2, [message.publicKey, message.signature]);
    case 'kept': {
      const bytes = [AUTH, 3];
      writeVaruint(bytes, message.count);
      return Uint8Array.from(bytes);
    }
    case 'erase':
      return framed(AUTH, 4, []);
  }
}

/**
 * What is in a message; its byte arrays are views. Undefined for what is no message in exactly this form, `'ignored'` for what
 * y-websocket has besides (awareness), which carries nothing here.
 */
export function relayMessageFromBytes(bytes: Uint8Array): RelayMessage | 'ignored' | undefined {
  if (bytes.length > RELAY_LIMITS.messageBytes) return undefined;
  try {
    const reader = new ByteReader(bytes);
    const type = reader.varuint();
    if (type === 1 || type === 3) return 'ignored';
    const subtype = reader.varuint();
    const message = type === SYNC ? sync(reader, subtype) : type === AUTH ? auth(reader, subtype) : undefined;
    return reader.isAtEnd ? message : undefined;
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function sync(reader: ByteReader, subtype: number): RelayMessage | undefined {
  const kind = steps[subtype];
  if (kind === undefined) return undefined;
  const part = reader.varBytes();
  if (kind !== 'state') return { kind, update: part };
  return part.length > RELAY_LIMITS.stateVectorBytes ? undefined : { kind, vector: part };
}

function auth(reader: ByteReader, subtype: number): RelayMessage | undefined {
  switch (subtype) {
    case 0:
      return { kind: 'denied', reason: new TextDecoder('utf-8', { fatal: true }).decode(reader.varBytes()) };
    case 1: {
      const challenge = reader.varBytes();
      return challenge.length === SIZES.challenge ? { kind: 'challenge', challenge } : undefined;
    }
    case 2: {
      const publicKey = reader.varBytes();
      const signature = reader.varBytes();
      const isWhole = publicKey.length === SIZES.publicKey && signature.length === SIZES.signature;
      return isWhole ? { kind: 'admission', publicKey, signature } : undefined;
    }
    case 3:
      return { kind: 'kept', count: reader.varuint() };
    case 4:
      return { kind: 'erase' };
    default:
      return undefined;
  }
}

function framed(type: number, subtype: number, parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const heads = parts.map((part) => {
    const head: number[] = [];
    writeVaruint(head, part.length);
    return head;
  });
  const length = parts.reduce((sum, part, i) => sum + part.length + (heads[i] as number[]).length, 2);
  const bytes = new Uint8Array(length);
  bytes[0] = type;
  bytes[1] = subtype;
  let at = 2;
  for (const [i, part] of parts.entries()) {
    const head = heads[i] as number[];
    bytes.set(head, at);
    bytes.set(part, at + head.length);
    at += head.length + part.length;
  }
  return bytes;
}
