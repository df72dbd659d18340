import { type Bytes, concat, zero } from '../bytes.ts';
import { CHUNK_WORDS, chunkBytes } from '../words/chunk-adder.ts';
import { packedBytes } from '../words/packed-words.ts';
import type { CryptoSuite } from './crypto-suite.ts';
import { type Curve, pkcs8 } from './der-keys.ts';
import { zeros } from './zeros.ts';

const NONCE = new Uint8Array(12);
/** RFC 7748: the scalar times this point is the public key. */
const BASE_POINT = Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 9 : 0));

/** The suite of browsers that have X25519 and Ed25519 in WebCrypto, and of Node. */
export const webSuite: CryptoSuite = {
  sha256: async (...parts) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', parts.length === 1 ? parts[0] : concat(...parts))),
  hkdf: async (secret, salt, info, length) => {
    const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
    const algorithm = { name: 'HKDF', hash: 'SHA-256', salt, info };
    return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, 8 * length));
  },
  x25519Public: async (secret) => (await agreement(secret))(BASE_POINT),
  x25519: agreement,
  ed25519Public: async (seed) => {
    const key = await importPrivate('ed25519', seed, ['sign'], true);
    const { x } = await crypto.subtle.exportKey('jwk', key);
    return fromBase64Url(x ?? '');
  },
  sign: async (seed, data) => {
    const key = await importPrivate('ed25519', seed, ['sign'], false);
    return new Uint8Array(await crypto.subtle.sign('Ed25519', key, data));
  },
  verify: async (publicKey, data, signature) => {
    try {
      const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
      return await crypto.subtle.verify('Ed25519', key, signature, data);
    } catch {
      return false;
    }
  },
  seal: async (secret, plaintext, additionalData) => {
    const key = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt']);
    const algorithm = { name: 'AES-GCM', iv: NONCE, additionalData };
    return new Uint8Array(await crypto.subtle.encrypt(algorithm, key, plaintext));
  },
  open: async (secret, sealed, additionalData) => {
    const key = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['decrypt']);
    const algorithm = { name: 'AES-GCM', iv: NONCE, additionalData };
    try {
      return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed));
    } catch {
      return undefined;
    }
  },
  keystream: async (secret, length) => {
    const key = await counterKey(secret);
    return counterMode(key, 0, new Uint8Array(length));
  },
  keystreamChunks: async (keystreams, words, bits, take) => {
    const bytes = packedBytes(words, bits);
    const keys = await Promise.all(keystreams.map(({ key }) => counterKey(key)));
    for (let chunk = 0; chunk * CHUNK_WORDS < words; chunk += 1) {
      const from = chunk * chunkBytes(bits);
      const length = Math.min(chunkBytes(bits), bytes - from);
      const all = await Promise.all(
        keys.map((key) => counterMode(key, from / 16, zeros.subarray(0, length))),
      );
      take(
        chunk,
        keystreams.map(({ sign }, i) => ({ bytes: all[i], sign })),
      );
      zero(...all);
    }
  },
};

async function agreement(secret: Bytes): Promise<(publicKey: Bytes) => Promise<Bytes>> {
  const key = await importPrivate('x25519', secret, ['deriveBits'], false);
  return async (publicKey) => {
    const their = await crypto.subtle.importKey('raw', publicKey, 'X25519', false, []);
    return new Uint8Array(await crypto.subtle.deriveBits({ name: 'X25519', public: their }, key, 256));
  };
}

async function importPrivate(
  curve: Curve,
  secret: Bytes,
  usages: KeyUsage[],
  extractable: boolean,
): Promise<CryptoKey> {
  const der = pkcs8(curve, secret);
  const name = curve === 'x25519' ? 'X25519' : 'Ed25519';
  const key = await crypto.subtle.importKey('pkcs8', der, name, extractable, usages);
  zero(der);
  return key;
}

const counterKey = (secret: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', secret, 'AES-CTR', false, ['encrypt']);

/** @param block index of the first 16-byte block. */
async function counterMode(key: CryptoKey, block: number, data: Bytes): Promise<Bytes> {
  const counter = new Uint8Array(16);
  new DataView(counter.buffer).setUint32(12, block);
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CTR', counter, length: 64 }, key, data));
}

const fromBase64Url = (text: string): Bytes =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
