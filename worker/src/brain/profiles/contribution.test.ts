// Whose history rounds are answered from, and that it is one person's whatever profiles there are.
import 'fake-indexeddb/auto';
import { planEncoding, browserSuite } from '@parlour/private-aggregation';
import { answerBundle } from '@parlour/private-aggregation/queries';
import { type HistoryEvent, inviteCodeText } from '@parlour/wire';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BrainApi } from '../../brain-api/index.ts';
import { film, filesOf, items, nothing, passphrase, testPlatform } from '../brain-for-tests.ts';
import { createBrain } from '../create-brain.ts';
import { aggregatorForTests, noon, peopleBundle } from '../together/aggregator-for-tests.ts';
import type { AskedBundle } from '../together/asked-bundle.ts';
import type * as OpenTogether from '../together/open-together.ts';
import { queryFiles } from '../together/query-files.ts';
import { reportedTitles } from '../together/reported-titles.ts';
import type { TogetherParts } from '../together/together-parts.ts';
import { watchedTitles } from '../together/watched-titles.ts';

/** What taking part was given: the real part runs, and is looked at. */
const given: TogetherParts[] = [];
vi.mock('../together/open-together.ts', async (original) => {
  const real = await original<typeof OpenTogether>();
  return {
    ...real,
    openTogether(parts: TogetherParts) {
      given.push(parts);
      return real.openTogether(parts);
    },
  };
});

const list = Array.from({ length: 40 }, (_, place) => film(place));
const bundle = peopleBundle();
let brain: BrainApi;
let parts: TogetherParts;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: noon });
  await brain?.eraseEverything();
  given.length = 0;
  const aggregator = await aggregatorForTests();
  await aggregator.publish(bundle);
  const files = { ...filesOf(items()), headList: () => Promise.resolve({ format: 1 as const, items: list }) };
  brain = createBrain({ files, vaultPlatform: testPlatform(), aggregator: () => aggregator });
  await brain.start();
  await brain.createVault(passphrase);
  await brain.together();
  parts = given[0] as TogetherParts;
});

afterEach(() => {
  vi.useRealTimers();
});

const answer = async () => {
  const { events } = parts.history();
  return answerBundle(bundle, {
    watched: watchedTitles(events),
    reported: reportedTitles(events),
    qualityOf: parts.trials.qualityOf,
    materialOf: await queryFiles(parts, { opened: { bundle } } as AskedBundle),
    isOff: () => false,
  });
};

it('the first profile’s alone: others change nothing of an answer, whichever is open', async () => {
  await brain.feedback(film(3), 'seen');
  const before = await answer();
  const kids = await brain.addProfile({ name: 'Kids' });
  await brain.switchProfile(kids.id, nothing);
  for (let i = 10; i < 40; i += 1) await brain.feedback(film(i), i % 2 === 0 ? 'seen' : 'report-broken');
  expect((await brain.history({ offset: 0, limit: 1 })).total).toBe(30);
  expect(parts.history().events.map(({ item }) => item)).toEqual([film(3)]);
  expect(await answer()).toEqual(before);
  // The person goes on, and is one contributor as before.
  await brain.switchProfile('first', nothing);
  await brain.feedback(film(4), 'seen');
  expect((await answer()).said[0]?.items.toSorted()).toEqual([film(3), film(4)]);
  expect(given).toHaveLength(1);
});

it('however many profiles there are, an answer is as long as one person’s may be', async () => {
  const { clipNorm } = bundle;
  const plan = await planEncoding(await browserSuite(), bundle, new Uint8Array(32));
  const step = fc.record({
    profile: fc.nat(3),
    item: fc.nat(39),
    kind: fc.constantFrom('seen', 'completion'),
  });
  const made = ['first'];
  for (const name of ['a', 'b', 'c']) made.push((await brain.addProfile({ name })).id);
  let mine = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      for (const { profile, item, kind } of steps) {
        await brain.switchProfile(made[profile] ?? 'first', nothing);
        await brain.feedback(film(item), kind as HistoryEvent['kind']);
        if (profile === 0) mine = new Set([...mine, film(item)]);
      }
      const { vectors, said } = await answer();
      for (const item of said[0]?.items ?? []) expect(mine).toContain(item);
      let square = 0;
      for (const query of bundle.queries)
        for (const value of Array.from(vectors.get(query.id) ?? [])) square += (value * query.scale) ** 2;
      expect(Math.sqrt(square)).toBeLessThanOrEqual(clipNorm * (1 + 1e-9));
      expect(plan.dimension).toBeGreaterThanOrEqual(40);
    }),
    { numRuns: 10 },
  );
});

it('there is one budget and one ledger: profiles neither open another nor spend of it', async () => {
  await brain.takePart({ kind: 'invite', code: inviteCodeText(new Uint8Array(16)) }, []);
  const before = (await brain.together()).budget;
  expect(before).toMatchObject({ budgets: 1, left: 1, reports: 0 });
  const kids = await brain.addProfile({ name: 'Kids' });
  await brain.switchProfile(kids.id, nothing);
  expect((await brain.together()).budget).toEqual(before);
  await brain.lock();
  await brain.unlock({ passphrase });
  // What is asked is looked at anew.
  await brain.lookAtQuestions();
  expect((await brain.together()).budget).toEqual(before);
  await brain.deleteProfile(kids.id, nothing);
  expect((await brain.together()).budget).toEqual(before);
});

it('what lists were good for while a model is tried is noted of the first profile alone', async () => {
  const shown = vi.spyOn(given[0]?.trials as { shown?: unknown } as { shown(): void }, 'shown');
  await brain.recommend({ count: 3 });
  expect(shown).toHaveBeenCalledTimes(1);
  const kids = await brain.addProfile({ name: 'Kids' });
  await brain.switchProfile(kids.id, nothing);
  await brain.recommend({ count: 3 });
  await brain.feedback(film(1), 'seen');
  expect(shown).toHaveBeenCalledTimes(1);
});
