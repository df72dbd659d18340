import { relayError } from '@parlour/wire/relay';
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
/** Every state there is, as far as the status tells them apart. */
function* everything(): Generator<SyncFacts> {
  for (const isOn of [true, false])
    for (const obstacle of [undefined, 'not-a-member', 'keys-missing', 'disputed', 'unconfirmed'] as const)
      for (const storage of [undefined, syncError('bad-state').toPlain()])
        for (const link of links)
          for (const unsent of [0, 1])
            for (const isBusy of [false, true])
              for (const gaps of [0, 1])
                for (const forks of [0, 1])
                  yield { isOn, obstacle, storage, link, unsent, isBusy, gaps, forks };
}

describe('the status', () => {
  it('is "up to date" only if nothing whatever is stuck or under way', () => {
    const well = [...everything()].filter((facts) => syncStatus(facts).kind === 'up-to-date');
    expect(well).toEqual([fine]);
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
