import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toHex } from '../secure-aggregation/bytes.ts';
import { nodeSuite } from '../secure-aggregation/suite/node-suite.ts';
import { openPublicFile, signPublicFile } from './public-file.ts';

const seed = new Uint8Array(32).fill(7);
const other = new Uint8Array(32).fill(8);
const refused = expect.objectContaining({ code: 'aggregation/bad-public-file' });
const keyOf = async (of: Uint8Array<ArrayBuffer>) => toHex(await nodeSuite.ed25519Public(of));

test('a public file is opened as it was signed, by whoever knows the key and by whoever does not', async () => {
  const signed = await signPublicFile(nodeSuite, 'clusters', '{"a":1}', seed);
  expect(await openPublicFile(nodeSuite, 'clusters', signed)).toBe('{"a":1}');
  expect(await openPublicFile(nodeSuite, 'clusters', signed, await keyOf(seed))).toBe('{"a":1}');
  expect(await signPublicFile(nodeSuite, 'clusters', '{"a":1}', seed)).toEqual(signed);
});

test('one by another key, for another purpose, or with any character changed is refused', async () => {
  const signed = await signPublicFile(nodeSuite, 'clusters', '{"a":1}', seed);
  await expect(openPublicFile(nodeSuite, 'clusters', signed, await keyOf(other))).rejects.toThrow(refused);
  await expect(openPublicFile(nodeSuite, 'reports', signed)).rejects.toThrow(refused);
  const forged = { ...(await signPublicFile(nodeSuite, 'clusters', '{"a":2}', other)), key: signed.key };
  await expect(openPublicFile(nodeSuite, 'clusters', forged)).rejects.toThrow(refused);
  const text = JSON.stringify(signed);
  await fc.assert(
    fc.asyncProperty(fc.nat(text.length - 1), fc.constantFrom('0', 'f', 'x', ' '), async (at, letter) => {
      if (text[at] === letter) return;
      let changed: unknown;
      try {
        changed = JSON.parse(text.slice(0, at) + letter + text.slice(at + 1));
      } catch {
        return;
      }
      if (JSON.stringify(changed) === text) return;
      await expect(openPublicFile(nodeSuite, 'clusters', changed)).rejects.toThrow(refused);
    }),
  );
});
