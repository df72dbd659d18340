import { SharedRecord } from '@parlour/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { sharedSecret } from './shared-secret.ts';

function device(secret: string) {
  const record = new SharedRecord(new Y.Doc());
  const trials = {
    secret,
    takeSecret(other: string): Promise<boolean> {
      const isLower = other < trials.secret;
      if (isLower) trials.secret = other;
      return Promise.resolve(isLower);
    },
  };
  let taken = 0;
  const shared = sharedSecret(record, trials, () => Promise.resolve(void (taken += 1)));
  return { record, trials, shared, taken: () => taken };
}
const hex = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));

it('devices come to the lowest of their secrets, whoever made one first and whoever meets whom', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(hex, { minLength: 2, maxLength: 4 }),
      fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 12 }),
      async (secrets, meetings) => {
        const all = secrets.map(device);
        const meet = async (from: number, to: number): Promise<void> => {
          const [one, other] = [all[from % all.length], all[to % all.length]];
          await one.shared.reconcile();
          Y.applyUpdate(other.record.document, Y.encodeStateAsUpdate(one.record.document));
          await other.shared.reconcile();
        };
        for (const [from, to] of meetings) await meet(from, to);
        const lowest = secrets.toSorted()[0];
        for (let turn = 0; turn < 2; turn += 1)
          for (let from = 0; from < all.length; from += 1)
            for (let to = 0; to < all.length; to += 1) await meet(from, to);
        for (const { trials, record } of all) {
          expect(trials.secret).toBe(lowest);
          expect(record.settings().get('trialSecret')).toBe(lowest);
        }
      },
    ),
    { numRuns: 40 },
  );
});

it('a record that holds no secret, or none that is one, gets the device’s; the arms are told of another that was taken', async () => {
  const one = device('5'.repeat(64));
  one.record.setSetting('trialSecret', 'nonsense');
  await one.shared.reconcile();
  expect(one.record.settings().get('trialSecret')).toBe('5'.repeat(64));
  expect(one.taken()).toBe(0);
  one.record.setSetting('trialSecret', '3'.repeat(64));
  await one.shared.reconcile();
  expect([one.trials.secret, one.taken()]).toEqual(['3'.repeat(64), 1]);
});
