import 'fake-indexeddb/auto';
import { inviteCodeText } from '@parlour/wire';
import { createVault, openVault, type Vault } from '@parlour/vault';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startingWeights } from '@parlour/recommend';
import { passphrase, testPlatform } from '../brain-for-tests.ts';
import { type AggregatorForTests, aggregatorForTests, noon, peopleBundle } from './aggregator-for-tests.ts';
import { drawnState } from './drawn-state-for-tests.ts';
import { openTogether, type Together } from './open-together.ts';
import type { TogetherParts } from './together-parts.ts';

let vault: Vault;
let aggregator: AggregatorForTests;
let together: Together;
let now = noon;
let idleMs = 0;
const platform = testPlatform();
const list = Array.from({ length: 40 }, (_, place) => `movie:film-${place}:2000`);
const byInvite = { kind: 'invite', code: inviteCodeText(new Uint8Array(16)) } as const;

const open = async (): Promise<Together> => {
  const parts = {
    vault,
    house: {
      catalogue: { rowOf: () => -1 },
      currentId: (item: string) => item,
      watched: undefined,
      tried: [],
      clusters: () => Promise.resolve(undefined),
      mixture: () => Promise.resolve({ weights: startingWeights, source: 'parlour' }),
    },
    history: () => ({ events: [] }),
    files: { headList: () => Promise.resolve({ format: 1, items: list }) },
    learned: () => undefined,
    trials: { notesOf: () => undefined, qualityOf: () => undefined },
    arms: () => [],
    startsAsBefore: () => false,
    aggregator: () => aggregator,
    now: () => now,
    conditions: () => ({ isHidden: false }),
    idleMs: () => idleMs,
    onChange: () => undefined,
  };
  together = await openTogether(parts as unknown as TogetherParts);
  return together;
};

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  now = noon;
  idleMs = 0;
  ({ vault } = await createVault(passphrase, { platform }));
  aggregator = await aggregatorForTests();
  await aggregator.publish(peopleBundle());
  await open();
});
afterEach(async () => {
  together.close();
  await vault.lock();
});
const reopen = async (): Promise<Together> => {
  together.close();
  await vault.lock();
  vault = await openVault({ passphrase }, { platform });
  return open();
};
const doing = () => together.view().doing?.what;
const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 30_000 });
const stored = async (): Promise<unknown[]> =>
  Promise.all((['together', 'token', 'ledger'] as const).map((name) => vault.readJournal(name)));

describe('taking part', () => {
  it('is off, and nothing is stored, until it is chosen; looking at what is asked changes nothing', async () => {
    expect(together.view()).toMatchObject({ choice: 'unasked', doing: undefined, offer: undefined });
    const looked = await together.look();
    expect(looked.offer).toMatchObject({ epoch: '2026-w48', isAgreed: false, minimumReports: 50 });
    expect(looked.offer?.epsilon).toBeGreaterThan(1);
    expect(looked.offer?.epsilon).toBeLessThan(1.3);
    expect(aggregator.asked).toEqual([]);
    expect(await stored()).toEqual([[], [], []]);
  });

  it('asks for its token at a moment chosen beforehand and not before, and waits for a round when nobody uses the device', async () => {
    await together.begin(byInvite, []);
    await until(() => doing() === 'token-later');
    const { doing: later } = together.view();
    const at = later?.what === 'token-later' ? later.at : 0;
    expect(at).toBeGreaterThanOrEqual(noon);
    expect(at).toBeLessThanOrEqual(noon + 3_600_000);
    now = at - 1;
    await reopen();
    await until(() => doing() === 'token-later');
    expect(together.view().doing).toEqual(later);
    expect(aggregator.asked).toEqual([]);
    now = at;
    await reopen();
    await until(() => doing() === 'waiting-for-moment');
    expect(aggregator.asked).toHaveLength(1);
    idleMs = 60_000;
    await reopen();
    await until(() => doing() === 'waiting-for-round');
    expect(aggregator.asked).toHaveLength(1);
  });

  it('ends at once when the person says so: token and invite are deleted, and it is off after a reload', async () => {
    await together.begin(byInvite, []);
    await until(() => doing() === 'token-later');
    now += 3_600_000;
    await reopen();
    await until(() => doing() === 'waiting-for-moment');
    const off = await together.stop();
    expect(off).toMatchObject({ choice: 'off', doing: undefined });
    const [token] = await vault.readJournal('token');
    const [kept] = await vault.readJournal('together');
    // An empty record, and no code.
    expect(token.bytes.length).toBeLessThan(16);
    expect(JSON.parse(new TextDecoder().decode(kept.bytes))).toMatchObject({ invite: null, choice: 'off' });
    await reopen();
    expect(together.view()).toMatchObject({ choice: 'off', doing: undefined });
  });

  it('ends a round that is under way: what was not sent is sent no more, and the page says that it was left', async () => {
    await together.begin(byInvite, []);
    await until(() => doing() === 'token-later');
    const roundId = new Uint8Array(32).fill(5);
    const about = { roundId, signingKey: roundId, epoch: '2026-w48', tokenKey: new Uint8Array(4) };
    await together.book.roundStore(about).save(drawnState(roundId), 1);
    expect(together.view().leg).toBe('drawn');
    const left = await together.stop();
    expect(left).toMatchObject({ choice: 'off', leg: undefined });
    expect(left.rounds).toMatchObject([{ round: '05'.repeat(32), how: 'left', sent: undefined }]);
    const [stored] = await vault.readJournal('round');
    expect(stored.bytes).toHaveLength(0);
    await reopen();
    expect(together.view()).toMatchObject({ choice: 'off', leg: undefined });
  });

  it('says so where the invite is of no use', async () => {
    await expect(together.begin({ kind: 'invite', code: 'no code at all' }, [])).rejects.toMatchObject({
      code: 'together/bad-invite',
    });
    expect(together.view().choice).toBe('unasked');
    await together.begin({ kind: 'invite', code: inviteCodeText(new Uint8Array(16).fill(1)) }, []);
    await until(() => doing() === 'token-later');
    now += 3_600_000;
    await reopen();
    await until(() => together.view().problem !== undefined);
    expect(together.view().problem).toMatchObject({ code: 'tokens/unknown-invite' });
  });
});

describe('by a log-in at a provider', () => {
  const byLogIn = { kind: 'oidc', code: '00'.repeat(16) } as const;

  it('the token is asked for at once, and used at a moment chosen beforehand and not before', async () => {
    aggregator.says = { admissions: [{ kind: 'oidc', label: 'The club' }], relay: null };
    expect((await together.look()).takingPart).toEqual({
      isByInvite: false,
      provider: 'The club',
      relay: undefined,
    });
    idleMs = 60_000;
    await together.begin(byLogIn, []);
    await until(() => doing() === 'use-later');
    expect(aggregator.asked.map(({ admission }) => admission)).toEqual([byLogIn]);
    const [kept] = await vault.readJournal('together');
    expect(JSON.parse(new TextDecoder().decode(kept.bytes))).toMatchObject({ invite: null, logIn: null });
    const { doing: later } = together.view();
    const at = later?.what === 'use-later' ? later.at : 0;
    expect(at).toBeLessThanOrEqual(noon + 3_600_000);
    now = at - 1;
    await reopen();
    await until(() => doing() === 'use-later');
    expect(together.view().doing).toEqual(later);
    expect(aggregator.through).toEqual([]);
    now = at;
    await reopen();
    await until(() => doing() === 'waiting-for-round');
    expect(aggregator.asked).toHaveLength(1);
  });

  it('a log-in that has run out or is not known is not tried again: the person is asked for another', async () => {
    await expect(together.begin({ kind: 'oidc', code: 'nonsense' }, [])).rejects.toMatchObject({
      code: 'together/log-in-over',
    });
    await together.begin({ kind: 'oidc', code: '11'.repeat(16) }, []);
    await until(() => doing() === 'log-in-needed');
    expect(together.view().problem).toMatchObject({ code: 'tokens/unknown-log-in' });
    now += 7_200_000;
    await reopen();
    await until(() => doing() === 'log-in-needed');
    expect(aggregator.asked).toHaveLength(1);
    // The moment that was drawn before has passed: another is drawn, so that no round follows upon the log-in.
    await together.logInAgain(byLogIn.code);
    await until(() => doing() === 'use-later');
    expect(aggregator.asked).toHaveLength(2);
  });
});

describe('through a relay', () => {
  it('goes what is asked in rounds, and nothing that shows who asks for a token', async () => {
    aggregator.says = { admissions: [{ kind: 'invite' }], relay: 'https://relay.example/parlour/' };
    expect((await together.look()).takingPart?.relay).toBe('relay.example');
    await together.begin(byInvite, []);
    await until(() => doing() === 'token-later');
    now += 3_600_000;
    idleMs = 60_000;
    await reopen();
    await until(() => doing() === 'waiting-for-round');
    await until(() => aggregator.through.length > 0);
    expect(new Set(aggregator.through)).toEqual(new Set(['https://relay.example/parlour/']));
    expect(aggregator.asked).toHaveLength(1);
  });
});

describe('what is asked', () => {
  it('is not believed where it is a simulation, signed by others, or changed after it was pinned', async () => {
    const [real] = aggregator.published;
    aggregator.published = [];
    await aggregator.publish(peopleBundle({ audience: 'simulation' }));
    expect(await together.look()).toMatchObject({ offer: undefined, problem: undefined });
    const stranger = await aggregatorForTests();
    aggregator.published = [await stranger.publish(peopleBundle())];
    expect(await together.look()).toMatchObject({ problem: { code: 'aggregation/bundle-changed' } });

    aggregator.published = [real];
    await together.look();
    await together.begin(byInvite, []);
    await until(() => doing() === 'token-later');
    now += 3_600_000;
    idleMs = 60_000;
    await reopen();
    await until(() => doing() === 'waiting-for-round');
    await aggregator.publish(peopleBundle({ cohortSize: 90 }));
    aggregator.published = aggregator.published.slice(0, 1);
    await reopen();
    await until(() => doing() === 'nothing-asked');
    expect((await together.look()).problem).toMatchObject({ code: 'aggregation/bundle-changed' });
    // Another key of the aggregator is not believed either.
    const { tokens } = stranger;
    Object.assign(aggregator, { tokens });
    await expect(together.look()).rejects.toMatchObject({ code: 'tokens/directory-forged' });
  });

  it('is not answered where all of it is switched off, or it costs more than was agreed to', async () => {
    await together.begin(byInvite, ['popularity']);
    await until(() => doing() === 'all-off');
    await together.switchQuery('popularity', true);
    await until(() => doing() === 'token-later');
    await together.stop();

    aggregator.published = [];
    await aggregator.publish(peopleBundle({ noiseMultiplier: 7 }));
    await together.look();
    await together.begin(byInvite, []);
    aggregator.published = [];
    await aggregator.publish(peopleBundle());
    await reopen();
    await until(() => doing() === 'asks-more');
    expect(together.view().offer).toMatchObject({ isAgreed: false });
    await together.agree();
    await until(() => doing() === 'token-later');
  });

  it('and refused is refused in silence: a token is asked for as by everybody, and no round', async () => {
    const later = async () => {
      now += 3_600_000;
      idleMs = 60_000;
      await reopen();
    };
    await together.begin(byInvite, ['popularity']);
    await until(() => doing() === 'all-off');
    await later();
    await until(() => aggregator.asked.length > 0);
    await until(() => doing() === 'all-off');
    expect(aggregator.through).toEqual([]);
    await together.switchQuery('popularity', true);
    await later();
    await until(() => aggregator.through.length > 0);
    expect(aggregator.asked).toHaveLength(1);
  });

  it('is answered from one budget: who stops and begins again has spent what was spent', async () => {
    await together.begin(byInvite, []);
    await together.stop();
    const [before] = await vault.readJournal('ledger');
    await together.begin(byInvite, []);
    expect(await vault.readJournal('ledger')).toEqual([before]);
    expect(together.view().budget).toMatchObject({ budgets: 1, epsilon: 4, left: 1, reports: 0 });
  });
});
