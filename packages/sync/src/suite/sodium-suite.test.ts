import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, fromHex, toHex, utf8 } from '../bytes.ts';
import { cheapSuite } from '../test/cheap-suite.ts';
import { sodiumSuite } from './sodium-suite.ts';
import { SIZES } from './sync-suite.ts';

const suite = await sodiumSuite();
const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((array) => new Uint8Array(array));
const some = fc.uint8Array({ maxLength: 200 }).map((array) => new Uint8Array(array));

describe('the suite', () => {
  it('has the XChaCha20-Poly1305 of draft-irtf-cfrg-xchacha-03, appendix A.3.1', () => {
    const key = fromHex('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f');
    const nonce = fromHex('404142434445464748494a4b4c4d4e4f5051525354555657');
    const boundTo = fromHex('50515253c0c1c2c3c4c5c6c7');
    const plain = utf8(
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
    );
    const sealed = suite.seal(key, nonce, plain, boundTo);
    expect(toHex(sealed)).toBe(
      'bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49',
    );
    expect(suite.open(key, nonce, sealed, boundTo)).toEqual(plain);
  });

  it('has the Ed25519 of RFC 8032, section 7.1, test 2', () => {
    const seed = fromHex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb');
    const publicKey = suite.signingPublic(seed);
    expect(toHex(publicKey)).toBe('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
    const signature = suite.sign(seed, fromHex('72'));
    expect(toHex(signature)).toBe(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    );
    expect(suite.verify(publicKey, fromHex('72'), signature)).toBe(true);
    expect(suite.verify(publicKey, fromHex('73'), signature)).toBe(false);
    expect(suite.verify(publicKey, fromHex('72'), signature.slice(1))).toBe(false);
    expect(suite.verify(new Uint8Array(31), fromHex('72'), signature)).toBe(false);
  });

  // The secrets hang on every byte of key and ciphertext, of which the beginnings are enough to see which is which.
  it.each([
    {
      seed: '7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26',
      publicKey: 'e2236b35a8c24b39b10aa1323a96a919a2ced88400633a7b07131713fc14b2b5',
      randomness:
        '3cb1eea988004b93103cfb0aeefd2a686e01fa4a58e8a3639ca8a1e3f9ae57e235b8cc873c23dc62b8d260169afa2f75ab916a58d974918835d25e6a435085b2',
      ciphertext: 'b83aa828d4d62b9a83ceffe1d3d3bb1ef31264643c070c5798927e41fb07914a',
      secret: 'd2df0522128f09dd8e2c92b1e905c793d8f57a54c3da25861f10bf4ca613e384',
    },
    {
      seed: 'badfd6dfaac359a5efbb7bcc4b59d538df9a04302e10c8bc1cbf1a0b3a5120ea',
      publicKey: '0333285fa253661508c9fb444852caa4061636cb060e69943b431400134ae1fb',
      randomness:
        '17cda7cfad765f5623474d368ccca8af0007cd9f5e4c849f167a580b14aabdefaee7eef47cb0fca9767be1fda69419dfb927e9df07348b196691abaeb580b32d',
      ciphertext: 'c93beb22326705699bbc3d1d0aa6339be7a405debe61a7c337e1a91453c097a6',
      secret: 'f2e86241c64d60f6649fbc6c5b7d17180b780a3f34355e64a85749949c45f150',
    },
  ])('has the X-Wing of draft-connolly-cfrg-xwing-kem, appendix C ($secret)', (vector) => {
    const publicKey = suite.kemPublic(fromHex(vector.seed));
    expect(publicKey).toHaveLength(SIZES.kemPublic);
    expect(toHex(publicKey.subarray(0, 32))).toBe(vector.publicKey);
    const made = suite.encapsulate(publicKey, fromHex(vector.randomness));
    expect(made?.ciphertext).toHaveLength(SIZES.kemCiphertext);
    expect(toHex(made?.ciphertext.subarray(0, 32) as Bytes)).toBe(vector.ciphertext);
    expect(toHex(made?.secret as Bytes)).toBe(vector.secret);
    expect(toHex(suite.decapsulate(fromHex(vector.seed), made?.ciphertext as Bytes) as Bytes)).toBe(
      vector.secret,
    );
  });

  it('has the SHA-256 of FIPS 180-4, also of parts', () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(toHex(suite.sha256(utf8('abc')))).toBe(abc);
    expect(toHex(suite.sha256(utf8('a'), utf8(''), utf8('bc')))).toBe(abc);
  });

  it('gives another secret for a ciphertext that was changed, and none for what is none', () => {
    const seed = new Uint8Array(32).fill(9);
    const made = suite.encapsulate(suite.kemPublic(seed), new Uint8Array(64).fill(3));
    const changed = Uint8Array.from(made?.ciphertext as Bytes, (byte, i) => (i === 500 ? byte ^ 1 : byte));
    expect(suite.decapsulate(seed, changed)).not.toEqual(made?.secret);
    expect(suite.decapsulate(seed, changed.subarray(1))).toBeUndefined();
    expect(suite.encapsulate(new Uint8Array(10), new Uint8Array(64))).toBeUndefined();
  });
});

describe.each([
  ['real', suite],
  ['cheap', cheapSuite],
])('the %s suite', (_, one) => {
  it('opens what it sealed, bound to what it was bound to', () => {
    fc.assert(
      fc.property(bytes(32), bytes(24), some, some, fc.nat(), (key, nonce, plain, boundTo, at) => {
        const sealed = one.seal(key, nonce, plain, boundTo);
        expect(one.open(key, nonce, sealed, boundTo)).toEqual(plain);
        const changed = sealed.map((byte, i) => (i === at % sealed.length ? byte ^ 1 : byte));
        expect(one.open(key, nonce, changed, boundTo)).toBeUndefined();
        expect(one.open(key, nonce, sealed, new Uint8Array([...boundTo, 0]))).toBeUndefined();
        expect(one.open(key, nonce, sealed.slice(0, at % 16), boundTo)).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  it('agrees with itself: signatures, encapsulated secrets', () => {
    fc.assert(
      fc.property(bytes(32), bytes(64), some, (seed, randomness, data) => {
        const signature = one.sign(seed, data);
        expect(one.verify(one.signingPublic(seed), data, signature)).toBe(true);
        expect(one.verify(one.signingPublic(seed), new Uint8Array([...data, 1]), signature)).toBe(false);
        const made = one.encapsulate(one.kemPublic(seed), randomness);
        expect(one.decapsulate(seed, made?.ciphertext as Bytes)).toEqual(made?.secret);
      }),
      { numRuns: 10 },
    );
  });
});
