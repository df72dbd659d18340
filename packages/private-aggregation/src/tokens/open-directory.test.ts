import { generateKeyPairSync } from 'node:crypto';
import { ParlourError, type SignedTokenDirectory, type TokenDirectory } from '@parlour/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../bundle/canonical-json.ts';
import { toHex, utf8 } from '../secure-aggregation/bytes.ts';
import { nodeSuite as suite } from '../secure-aggregation/suite/node-suite.ts';
import { webSuite } from '../secure-aggregation/suite/web-suite.ts';
import { epochKeys } from './epoch-keys.ts';
import { type DirectoryExpectations, openTokenDirectory } from './open-directory.ts';
import { signedPart } from './publish-directory.ts';
import { aggregatorKey, directoryOf, publish, signingSeed, testEpoch } from './test/test-issuer.ts';

const this_ = testEpoch('2026-w47');
const next = testEpoch('2026-w48');
const directory = directoryOf(this_, next);
const pinned = { aggregatorKey };

const problemOf = (published: unknown, expected: DirectoryExpectations = pinned) =>
  openTokenDirectory(suite, published, expected).then(
    () => 'none',
    (error: unknown) => (error instanceof ParlourError ? error.code : error),
  );

/** Signed by the aggregator, whatever it says. */
async function signedText(text: string): Promise<SignedTokenDirectory> {
  const hash = await suite.sha256(utf8(text));
  const signature = toHex(await suite.sign(signingSeed, signedPart(hash)));
  return { directory: text, sha256: toHex(hash), signature };
}
const signedJson = (value: TokenDirectory | object) => signedText(canonicalJson({ ...value }));

describe('a token directory', () => {
  it('is published as the same bytes whoever does it, and opens', async () => {
    const published = await publish(directory);
    expect(await publish({ ...directory })).toEqual(published);
    expect(await openTokenDirectory(suite, published, pinned)).toEqual(directory);
    expect(await openTokenDirectory(webSuite, published, pinned)).toEqual(directory);
    expect(await problemOf(published, { aggregatorKey: undefined })).toBe('none');
    expect(await problemOf(published, { ...pinned, known: directoryOf(this_) })).toBe('none');
    expect(await problemOf(published, { ...pinned, known: directoryOf(testEpoch('2026-w46')) })).toBe('none');
  });

  it('of which any byte is changed is refused', async () => {
    const published = await publish(directory);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('directory', 'sha256', 'signature'),
        fc.nat(),
        fc.integer({ min: 0x20, max: 0x7e }),
        async (part, at, code) => {
          const text = published[part];
          const place = at % text.length;
          fc.pre(text.charCodeAt(place) !== code);
          const changed = text.slice(0, place) + String.fromCharCode(code) + text.slice(place + 1);
          const problem = await problemOf({ ...published, [part]: changed });
          expect(['tokens/directory-forged', 'tokens/directory-malformed']).toContain(problem);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('by another aggregator is refused', async () => {
    const otherSeed = new Uint8Array(32).fill(3);
    expect(await problemOf(await publish(directory, otherSeed))).toBe('tokens/directory-forged');
    const other = { ...directory, aggregatorKey: toHex(await suite.ed25519Public(otherSeed)) };
    const consistent = await publish(other, otherSeed);
    expect(await problemOf(consistent)).toBe('tokens/directory-forged');
    expect(await problemOf(consistent, { aggregatorKey: undefined })).toBe('none');
  });

  it('with another key for an epoch that the device knows is refused, and is proof', async () => {
    const changed = await publish(directoryOf(testEpoch('2026-w47'), next));
    expect(await problemOf(changed, { ...pinned, known: directory })).toBe('tokens/directory-changed');
    expect(await problemOf(changed)).toBe('none');
    const longer = { ...directory, epochs: [{ ...this_.entry, validUntil: 3000 }] };
    expect(await problemOf(await publish(longer), { ...pinned, known: directory })).toBe(
      'tokens/directory-changed',
    );
  });

  it.each([
    ['1,024 bits', testEpoch('e', 1024).entry.publicKey.padEnd(588, '0')],
    ['3,072 bits', testEpoch('e', 3072).entry.publicKey.slice(0, 588)],
    ['the exponent 3', testEpoch('e', 2048, 3).entry.publicKey.padEnd(588, '0')],
    ['an even modulus', this_.entry.publicKey.replace(/.(?=0203010001$)/, '2')],
    [
      'a modulus that is too short',
      `${this_.entry.publicKey.slice(0, 66)}00${this_.entry.publicKey.slice(68)}`,
    ],
    ['another algorithm', dsaKey()],
  ])('with a key of %s is refused', async (_, publicKey) => {
    const unfit = { ...directory, epochs: [{ ...this_.entry, publicKey }] };
    expect(await problemOf(await signedJson(unfit))).toBe('tokens/unfit-key');
  });

  it.each([
    ['nothing', undefined],
    ['two keys of one epoch', [this_.entry, { ...next.entry, id: '2026-w47' }]],
    ['one key for two epochs', [this_.entry, { ...this_.entry, id: '2026-w48' }]],
    ['an epoch that ends before it begins', [{ ...this_.entry, validUntil: 999 }]],
    ['a field more', [{ ...this_.entry, tag: 'you' }]],
  ])('with %s is refused as malformed, though signed', async (_, epochs) => {
    const { epochs: _all, ...rest } = directory;
    const signed = await signedJson(epochs === undefined ? rest : { ...rest, epochs });
    expect(await problemOf(signed)).toBe('tokens/directory-malformed');
  });

  it('whose text is not canonical is refused: two texts of one directory could tell devices apart', async () => {
    const text = canonicalJson({ ...directory, epochs: directory.epochs.map((epoch) => ({ ...epoch })) });
    expect(await problemOf(await signedText(text))).toBe('none');
    expect(await problemOf(await signedText(text.replace(':', ': ')))).toBe('tokens/directory-forged');
    expect(await problemOf(await signedText('{'))).toBe('tokens/directory-malformed');
  });
});

describe('what a round commits to', () => {
  it('is of one epoch: it stays while others come and go, and changes with anything of its own', async () => {
    const hashOf = async (of: TokenDirectory) =>
      toHex((await epochKeys(suite, of, '2026-w47')).tokenKeysHash);
    const hash = await hashOf(directory);
    expect(await hashOf(directoryOf(this_))).toBe(hash);
    const entryChanged = (change: object) => ({ ...directory, epochs: [{ ...this_.entry, ...change }] });
    const others = [
      directoryOf(testEpoch('2026-w47')),
      entryChanged({ validFrom: 1 }),
      entryChanged({ validUntil: 2001 }),
      { ...directory, aggregatorKey: '0'.repeat(64) },
    ];
    for (const other of others) {
      expect(await hashOf(other)).not.toBe(hash);
    }
    await expect(epochKeys(suite, directory, '2026-w49')).rejects.toThrow(
      expect.objectContaining({ code: 'tokens/unknown-epoch' }),
    );
  });
});

function dsaKey(): string {
  const { publicKey } = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
  return toHex(publicKey.export({ format: 'der', type: 'spki' }))
    .padEnd(588, '0')
    .slice(0, 588);
}
