import { relayError } from '@parlour/wire/relay';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkStatus } from '../transport/room-link.ts';
import { syncError } from '../sync-error.ts';
import { type SyncFacts, syncStatus } from './sync-status.ts';

const links: (LinkStatus | undefined)[] = [
  undefined,
  { kind: 'connecting' },
  { kind: 'connected', isOurs: true },
  { kind: 'offline', reason: relayError('unreachable'), retryAt: 5 },
  { kind: 'refused', reason: relayError('room-erased') },
  { kind: 'closed' },
];
const fine: SyncFacts = {
  isOn: true,
  obstacle: undefined,
  storage: undefined,
  link: { kind: 'connected', isOurs: true },
  unsent: 0,
  isBusy: false,
  gaps: 0,
  forks: 0,
};
const anything = fc.record<SyncFacts>({
  isOn: fc.boolean(),
  obstacle: fc.constantFrom(undefined, 'not-a-member', 'keys-missing', 'disputed', 'unconfirmed'),
  storage: fc.constantFrom(undefined, syncError('bad-state').toPlain()),
  link: fc.constantFrom(...links),
  unsent: fc.nat(3),
  isBusy: fc.boolean(),
  gaps: fc.nat(2),
  forks: fc.nat(2),
});

describe('the status', () => {
  it('is "up to date" only if nothing whatever is stuck or under way', () => {
    let seen = 0;
    fc.assert(
      fc.property(anything, (facts) => {
        if (syncStatus(facts).kind !== 'up-to-date') return;
        seen += 1;
        expect(facts).toEqual(fine);
      }),
      { numRuns: 20_000 },
    );
    expect(syncStatus(fine)).toEqual({ kind: 'up-to-date' });
    expect(seen).toBeGreaterThan(0);
  });

  it('says what a person can do something about before what passes by itself', () => {
    const [, , , offline, refused] = links;
    expect(syncStatus({ ...fine, link: offline, unsent: 3, obstacle: 'keys-missing' })).toMatchObject({
      kind: 'blocked',
      because: 'keys-missing',
    });
    expect(syncStatus({ ...fine, link: refused, unsent: 3 })).toMatchObject({
      because: 'refused',
      why: { code: 'relay/room-erased' },
    });
    expect(syncStatus({ ...fine, link: offline, unsent: 3, gaps: 1 })).toMatchObject({
      kind: 'offline',
      changes: 3,
      why: { code: 'relay/unreachable' },
    });
    expect(syncStatus({ ...fine, gaps: 1 })).toMatchObject({ kind: 'blocked', because: 'gap' });
    expect(syncStatus({ ...fine, unsent: 2 })).toEqual({ kind: 'waiting', changes: 2 });
    expect(syncStatus({ ...fine, isOn: false, forks: 1 })).toEqual({ kind: 'off' });
  });
});
