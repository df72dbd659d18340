import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkMemberSet, isMember, memberCount, memberSet, members } from './member-set.ts';

it('a set of devices holds exactly those put in', () => {
  const sets = fc
    .integer({ min: 1, max: 200 })
    .chain((clients) =>
      fc.record({ clients: fc.constant(clients), chosen: fc.uniqueArray(fc.nat({ max: clients - 1 })) }),
    );
  fc.assert(
    fc.property(sets, ({ clients, chosen }) => {
      const set = checkMemberSet(memberSet(clients, chosen), clients);
      expect(members(set, clients)).toEqual(chosen.toSorted((a, b) => a - b));
      expect(memberCount(set)).toBe(chosen.length);
      expect(isMember(set, clients + 8)).toBe(false);
    }),
  );
});

it('a set has one encoding', () => {
  const malformed = expect.objectContaining({ code: 'aggregation/malformed-message' });
  expect(() => checkMemberSet(Uint8Array.of(0b1000), 3)).toThrow(malformed);
  expect(() => checkMemberSet(Uint8Array.of(1, 0), 3)).toThrow(malformed);
  expect(() => checkMemberSet(Uint8Array.of(), 3)).toThrow(malformed);
  expect(checkMemberSet(Uint8Array.of(0xff), 8)).toEqual(Uint8Array.of(0xff));
});
