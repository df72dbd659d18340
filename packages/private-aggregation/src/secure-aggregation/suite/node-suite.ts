import {
  type Cipheriv,
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  hash,
  hkdfSync,
  type KeyObject,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { type Bytes, concat, zero } from '../bytes.ts';
import type { SignedChunk } from '../words/add-packed.ts';
import { CHUNK_WORDS, chunkBytes } from '../words/chunk-adder.ts';
import { packedBytes } from '../words/packed-words.ts';
import type { CryptoSuite } from './crypto-suite.ts';
import { type Curve, pkcs8, SPKI_PREFIX } from './der-keys.ts';
import { zeros } from './zeros.ts';

const TAG = 16;
const NONCE = new Uint8Array(12);
const COUNTER = new Uint8Array(16);

/** The suite of the server: `node:crypto` (OpenSSL), synchronous. Never bundled for a browser. */
export const nodeSuite: CryptoSuite = {
  sha256: (...parts) => owned(hash('sha256', parts.length === 1 ? parts[0] : concat(...parts), 'buffer')),
  hkdf: (secret, salt, info, length) =>
    new Uint8Array(hkdfSync('sha256', createSecretKey(secret), salt, info, length)),
  x25519Public: (secret) => publicOf('x25519', secret),
  x25519: (secret) => {
    const own = keptKey('x25519', secret);
    return (publicKey) => {
      return owned(diffieHellman({ privateKey: own, publicKey: publicKeyOf('X25519', publicKey) }));
    };
  },
  ed25519Public: (seed) => publicOf('ed25519', seed),
  sign: (seed, data) => owned(sign(null, data, keptKey('ed25519', seed))),
  verify: (publicKey, data, signature) => {
    try {
      return verify(null, data, publicKeyOf('Ed25519', publicKey), signature);
    } catch {
      return false;
    }
  },
  seal: (key, plaintext, boundTo) => {
    const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), NONCE).setAAD(boundTo);
    return owned(Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]));
  },
  open: (key, sealed, boundTo) => {
    if (sealed.length < TAG) {
      return undefined;
    }
    const end = sealed.length - TAG;
    const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), NONCE).setAAD(boundTo);
    decipher.setAuthTag(sealed.subarray(end));
    const plaintext = decipher.update(sealed.subarray(0, end));
    try {
      decipher.final();
    } catch {
      zero(plaintext);
      return undefined;
    }
    return owned(plaintext);
  },
  keystream: (key, length) =>
    owned(createCipheriv('aes-256-ctr', createSecretKey(key), COUNTER).update(new Uint8Array(length))),
  keystreamChunks: (keystreams, words, bits, take) => {
    const ciphers = keystreams.map(({ key, sign: times }) => ({
      cipher: createCipheriv('aes-256-ctr', createSecretKey(key), COUNTER),
      times,
    }));
    const bytes = packedBytes(words, bits);
    // Chunk by chunk of the words rather than key by key, so that they are in the processor's cache for all keys but one.
    for (let chunk = 0; chunk * CHUNK_WORDS < words; chunk += 1) {
      const length = Math.min(chunkBytes(bits), bytes - chunk * chunkBytes(bits));
      take(chunk, nextOf(ciphers, length));
    }
  },
};

function* nextOf(
  ciphers: readonly { readonly cipher: Cipheriv; readonly times: 1 | -1 }[],
  length: number,
): Generator<SignedChunk> {
  const chunk = zeros.subarray(0, length);
  for (const { cipher, times } of ciphers) {
    const bytes = cipher.update(chunk);
    yield { bytes, sign: times };
    zero(bytes);
    release(bytes);
  }
}

/**
 * Gives a buffer's memory back at once, for the next chunk to be made in: waiting for the garbage collector, every chunk would
 * be made in memory that is new to the processor, a fifth of the time.
 */
function release(buffer: Buffer): void {
  if (buffer.buffer instanceof ArrayBuffer && buffer.byteLength === buffer.buffer.byteLength) {
    buffer.buffer.transfer(0);
  }
}

/** Buffers of Node may lie in a pool that others read: a copy of its own, and the original cleared. */
function owned(buffer: Buffer): Bytes {
  const bytes = new Uint8Array(buffer);
  zero(buffer);
  return bytes;
}

/**
 * Whoever has a secret uses it often: the key made of it is kept as long as its bytes are, and made again if they were
 * changed, as zeroing does. No copy of the secret itself is kept to tell that.
 */
const keptKeys = {
  x25519: new WeakMap<Bytes, { readonly digest: Buffer; readonly key: KeyObject }>(),
  ed25519: new WeakMap<Bytes, { readonly digest: Buffer; readonly key: KeyObject }>(),
};

function keptKey(curve: Curve, secret: Bytes): KeyObject {
  const digest = hash('sha256', secret, 'buffer');
  const known = keptKeys[curve].get(secret);
  if (known !== undefined && timingSafeEqual(known.digest, digest)) {
    return known.key;
  }
  const key = privateKey(curve, secret);
  keptKeys[curve].set(secret, { digest, key });
  return key;
}

const privateKey = (curve: Curve, secret: Bytes): KeyObject => {
  const der = pkcs8(curve, secret);
  const key = withoutTraces(() =>
    createPrivateKey({ key: Buffer.from(der.buffer), format: 'der', type: 'pkcs8' }),
  );
  zero(der);
  return key;
};

/** RFC 8037: of DER, Node finds out by trying and failing what kind of key it holds. */
function publicKeyOf(crv: 'X25519' | 'Ed25519', key: Bytes): KeyObject {
  const x = Buffer.from(key).toString('base64url');
  return withoutTraces(() => createPublicKey({ key: { kty: 'OKP', crv, x }, format: 'jwk' }));
}

/**
 * Node asks by trying and catching whether it was given a key object. Without a stack trace in each of those errors a
 * public key is made in a third of the time; of real errors, callers want the fact only.
 */
function withoutTraces<T>(run: () => T): T {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = before;
  }
}

const publicOf = (curve: Curve, secret: Bytes): Bytes =>
  owned(
    withoutTraces(() => createPublicKey(keptKey(curve, secret)))
      .export({ format: 'der', type: 'spki' })
      .subarray(SPKI_PREFIX),
  );
