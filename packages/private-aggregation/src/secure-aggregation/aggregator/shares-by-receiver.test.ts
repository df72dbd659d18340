import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SEALED_BYTES } from '../masks/sealed-share.ts';
import { isMember, memberSet } from '../member-set.ts';
import { writeShares } from '../messages/shares.ts';
import { OpenedShares } from './opened-shares.ts';
import { SealedShares } from './sealed-shares.ts';
import { SharesByReceiver } from './shares-by-receiver.ts';

const CLIENTS = 20;
const index = fc.nat({ max: CLIENTS - 1 });
const sealed = fc.uint8Array({ minLength: SEALED_BYTES, maxLength: SEALED_BYTES });
const draws = fc.uniqueArray(
  fc.tuple(
    index,
    fc.uniqueArray(fc.tuple(index, sealed), { maxLength: 6, selector: ([receiver]) => receiver }),
  ),
  { selector: ([sender]) => sender },
);

it('packed shares are those that were sent, by sender and by receiver among those who shared', () => {
  fc.assert(
    fc.property(draws, fc.uniqueArray(index), (sent, silent) => {
      const shares = sent.map(([sender, drawn]) =>
        drawn.map(([receiver, bytes], place) => ({
          sender,
          receiver,
          x: place + 1,
          sealed: new Uint8Array(bytes),
        })),
      );
      const packed = new SealedShares(new Map(shares.map((all, i) => [sent[i][0], writeShares(all)])));
      const sharers = memberSet(
        CLIENTS,
        sent.map(([sender]) => sender).filter((sender) => !silent.includes(sender)),
      );
      expect(packed.size).toBe(sent.length);
      const drawn = packed.withoutSealed();
      for (const [i, [sender]] of sent.entries()) {
        expect(packed.get(sender)).toEqual(shares[i]);
        expect(drawn.get(sender)).toEqual(shares[i].map((one) => ({ ...one, sealed: new Uint8Array() })));
      }
      const byReceiver = new SharesByReceiver(packed, sharers, CLIENTS);
      for (let receiver = 0; receiver < CLIENTS; receiver += 1) {
        const held = shares
          .flat()
          .filter((one) => one.receiver === receiver && isMember(sharers, receiver))
          .filter(({ sender }) => isMember(sharers, sender))
          .sort((a, b) => a.sender - b.sender);
        expect(byReceiver.get(receiver) ?? []).toEqual(held);
      }
      expect(byReceiver.get(CLIENTS)).toBeUndefined();
    }),
    { numRuns: 100 },
  );
});

it('who is not there drew nobody', () => {
  const none = new SealedShares();
  expect(none.drawn(3)).toBe(0);
  expect(none.get(3)).toBeUndefined();
  expect([...new SharesByReceiver(none, memberSet(CLIENTS, [3, 4]), CLIENTS)]).toEqual([]);
});

it('opened shares come back in their order, however many, and from their packed form', () => {
  const share = fc.record({
    x: fc.integer({ min: 1, max: 255 }),
    y: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat({ max: 2 }), share), { maxLength: 120 }), (added) => {
      const opened = new OpenedShares();
      for (const [owner, { x, y }] of added) opened.add(owner, { x, y: new Uint8Array(y) });
      const again = new OpenedShares(new Map(opened.packed()));
      for (const all of [opened, again]) {
        for (const owner of [0, 1, 2]) {
          const own = added
            .filter(([of]) => of === owner)
            .map(([, { x, y }]) => ({ x, y: new Uint8Array(y) }));
          expect(all.count(owner)).toBe(own.length);
          expect(all.get(owner) ?? []).toEqual(own);
        }
      }
      again.add(0, { x: 9, y: new Uint8Array(32) });
      expect(again.get(0)?.at(-1)).toEqual({ x: 9, y: new Uint8Array(32) });
    }),
    { numRuns: 100 },
  );
});
