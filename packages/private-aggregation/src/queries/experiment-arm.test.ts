import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nodeSuite } from '../secure-aggregation/suite/node-suite.ts';
import { armOf } from './experiment-arm.ts';

const experiment = 'ab'.repeat(16);
const secretOf = (person: number) => {
  const secret = new Uint8Array(32);
  new DataView(secret.buffer).setUint32(0, person);
  return secret;
};

it('is what HMAC-SHA-256 says, as another implementation has it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.stringMatching(/^([0-9a-f]{2}){16}$/),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (bytes, name, share) => {
        const secret = new Uint8Array(bytes);
        const mac = createHmac('sha256', secret)
          .update('parlour/experiment/1/')
          .update(Buffer.from(name, 'hex'))
          .digest();
        const expected = mac.readUIntBE(0, 6) / 2 ** 48 < share ? 'candidate' : 'current';
        expect(await armOf(nodeSuite, secret, name, share)).toBe(expected);
        expect(await armOf(nodeSuite, secret, name, share)).toBe(expected);
      },
    ),
  );
});

it('is the candidate for its share of people, in each experiment for others, and for whoever tried it at a smaller share', async () => {
  const people = Array.from({ length: 4000 }, (_, person) => secretOf(person));
  const tryIt = async (name: string, share: number) =>
    new Set(
      (await Promise.all(people.map((secret) => armOf(nodeSuite, secret, name, share)))).flatMap((arm, i) =>
        arm === 'candidate' ? [i] : [],
      ),
    );
  const tenth = await tryIt(experiment, 0.1);
  // Six deviations of a binomial.
  expect(Math.abs(tenth.size - 400)).toBeLessThan(6 * Math.sqrt(4000 * 0.1 * 0.9));
  const other = await tryIt('cd'.repeat(16), 0.1);
  expect([...tenth].filter((person) => other.has(person)).length).toBeLessThan(80);
  const half = await tryIt(experiment, 0.5);
  expect([...tenth].every((person) => half.has(person))).toBe(true);
  expect((await tryIt(experiment, 0)).size).toBe(0);
  expect((await tryIt(experiment, 1)).size).toBe(4000);
});

it('needs a whole secret and a share', async () => {
  await expect(armOf(nodeSuite, new Uint8Array(16), experiment, 0.5)).rejects.toThrow(RangeError);
  await expect(armOf(nodeSuite, secretOf(1), experiment, Number.NaN)).rejects.toThrow(RangeError);
});
