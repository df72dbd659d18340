import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVault } from './create-vault.ts';
import { openVault } from './open-vault.ts';
import { Crasher, type Death } from './testing/crash.ts';
import { flipped, withRawDatabase } from './testing/raw-database.ts';
import { testEvent, testEvents } from './testing/test-event.ts';
import { loneLease, testPlatform, type TestPlatform } from './testing/test-platform.ts';
import type { Vault } from './vault.ts';
import { vaultStatus } from './vault-status.ts';

// IndexedDB is the fake of `fake-indexeddb`, in memory: its transactions are atomic as the specification has it. That
// Chromium's are too when its process is killed is for the end-to-end test to show.
const passphrase = 'correct horse battery';
let platform: TestPlatform;
let crasher: Crasher;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  platform = testPlatform();
  crasher = new Crasher();
});
afterEach(() => {
  crasher.restore();
});
const make = async (): Promise<Vault> =>
  (await createVault(passphrase, { platform, lease: loneLease() })).vault;
const reopen = (): Promise<Vault> => openVault({ passphrase }, { platform, lease: loneLease() });
const ids = (vault: Vault): string[] => vault.events().map(({ id }) => id);
/** After a crash nobody is there to hear of success or failure. */
const heedless = (promise: Promise<unknown>): Promise<boolean> =>
  promise.then(
    () => true,
    () => false,
  );

async function flipByteOfNewestCheckpoint(): Promise<boolean> {
  return withRawDatabase(async (database) => {
    const generation = (await database.keys('checkpoints')).at(-1);
    if (generation === undefined) {
      return false;
    }
    const stored = (await database.get('checkpoints', generation)) as { covers: number; sealed: unknown };
    await database.put('checkpoints', { ...stored, sealed: flipped(stored.sealed, 20) }, generation);
    return true;
  });
}

const deaths: Death[] = ['before', 'after'];

/** Calls `scene` with the tab dying at its first transaction, at its second, ... until it survives. Returns how many there are. */
async function atEveryTransaction(scene: (arm: () => void) => Promise<void>, death: Death): Promise<number> {
  for (let k = 1; ; k += 1) {
    globalThis.indexedDB = new IDBFactory();
    const { deaths: before } = crasher;
    await scene(() => {
      crasher.dieAt(k, death);
    });
    if (crasher.deaths === before) {
      return k - 1;
    }
  }
}

test.each(deaths)(
  'creation, killed %s any of its transactions, leaves no vault or a whole one',
  async (death) => {
    const transactions = await atEveryTransaction(async (arm) => {
      arm();
      const isDone = await heedless(make());
      crasher.revive();
      const status = await vaultStatus(platform);
      expect(status.state).toBeOneOf(isDone ? ['present'] : ['none', 'present']);
      const vault = status.state === 'present' ? await reopen() : await make();
      expect(vault.damage.complete).toBe(true);
      expect(ids(vault)).toEqual([]);
    }, death);
    expect(transactions).toBeGreaterThanOrEqual(4);
  },
);

test.each(deaths)(
  'an import of 2,200, killed %s any of its transactions, keeps what was acknowledged',
  async (death) => {
    const transactions = await atEveryTransaction(async (arm) => {
      const vault = await make();
      let acknowledged = 0;
      arm();
      await heedless(
        vault.appendMany(testEvents(2200), ({ done }) => {
          acknowledged = done;
        }),
      );
      await heedless(vault.checkpoint());
      crasher.revive();
      const found = ids(await reopen());
      expect(found).toEqual(ids2200.slice(0, found.length));
      expect(found.length).toBeGreaterThanOrEqual(acknowledged);
      expect([0, 1000, 2000, 2200]).toContain(found.length);
    }, death);
    expect(transactions).toBeGreaterThan(6);
  },
);
const ids2200 = testEvents(2200).map(({ id: one }) => one);

test.each(deaths)(
  'undoing an import, killed %s any of its transactions, is whole and never half',
  async (death) => {
    const transactions = await atEveryTransaction(async (arm) => {
      const vault = await make();
      await vault.appendMany(testEvents(30, { importId: 'i' }));
      await vault.checkpoint();
      await vault.appendMany([testEvent('x'), testEvent('y', { importId: 'i' })]);
      arm();
      const isDone = await heedless(vault.retractImport('i'));
      crasher.revive();
      const again = await reopen();
      const found = ids(again);
      expect(found.length).toBeOneOf(isDone ? [1] : [1, 32]);
      // If it took effect, the upkeep after opening erases: an older checkpoint has nothing of it either.
      await again.lock();
      const log = await withRawDatabase((database) => database.keys('log'));
      expect(log).toHaveLength(found.length === 1 ? 0 : 2);
      await flipByteOfNewestCheckpoint();
      expect(ids(await reopen())).toEqual(found);
    }, death);
    expect(transactions).toBeGreaterThan(6);
  },
);

type Step =
  | { readonly do: 'append' | 'retract'; readonly id: number }
  | { readonly do: 'appendMany'; readonly from: number; readonly count: number; readonly importId: string }
  | { readonly do: 'retractImport'; readonly importId: string }
  | { readonly do: 'retractMany'; readonly from: number; readonly count: number }
  | { readonly do: 'flush' | 'checkpoint' | 'reopen' | 'rot' };
type Plan = { readonly step: Step; readonly dieAt: number | undefined; readonly death: Death };

const id = fc.integer({ min: 0, max: 40 });
const importId = fc.constantFrom('i', 'j');
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('append' as const), id }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('retract' as const), id }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('appendMany' as const),
      from: id,
      count: fc.integer({ min: 1, max: 30 }),
      importId,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('retractImport' as const), importId }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('retractMany' as const),
      from: id,
      count: fc.integer({ min: 1, max: 30 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constantFrom('flush' as const, 'checkpoint', 'reopen', 'rot') }),
  },
);
const plan: fc.Arbitrary<Plan> = fc.record({
  step,
  dieAt: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
  death: fc.constantFrom(...deaths),
});

/** Ids in the order of their coming, with the import they belong to. */
type Model = Map<string, string | undefined>;

const runStep = (vault: Vault, todo: Step): Promise<unknown> => {
  switch (todo.do) {
    case 'append':
      return Promise.resolve();
    case 'retract':
      return vault.retract(String(todo.id));
    case 'appendMany':
      return vault.appendMany(eventsOf(todo));
    case 'retractImport':
      return vault.retractImport(todo.importId);
    case 'retractMany':
      return vault.retractMany(idsOf(todo));
    case 'flush':
      return vault.flush();
    case 'checkpoint':
      return vault.checkpoint();
    case 'reopen':
    case 'rot':
      return vault.lock();
  }
};
const eventsOf = ({ from, count, importId: of }: Extract<Step, { do: 'appendMany' }>) =>
  Array.from({ length: count }, (_, i) => testEvent(from + i, { importId: of }));
const idsOf = ({ from, count }: { readonly from: number; readonly count: number }): string[] =>
  Array.from({ length: count }, (_, i) => String(from + i));

/** What a step that succeeded does to the model. */
function applyStep(model: Model, todo: Step): void {
  if (todo.do === 'retractMany') {
    for (const one of idsOf(todo)) {
      model.delete(one);
    }
  } else if (todo.do === 'retract') {
    model.delete(String(todo.id));
  } else if (todo.do === 'appendMany') {
    for (const event of eventsOf(todo)) {
      if (!model.has(event.id)) {
        model.set(event.id, event.importId);
      }
    }
  } else if (todo.do === 'retractImport') {
    for (const [known, of] of model) {
      if (of === todo.importId) {
        model.delete(known);
      }
    }
  }
}
const flushed = (model: Model, buffered: readonly string[]): Model => {
  const after = new Map(model);
  for (const one of buffered) {
    if (!after.has(one)) {
      after.set(one, undefined);
    }
  }
  return after;
};

/** Does what is planned, and compares with the model after every step. Returns how often the tab died. */
async function carryOut(plans: readonly Plan[]): Promise<number> {
  let crashes = 0;
  let rotten = 0;
  globalThis.indexedDB = new IDBFactory();
  let vault = await make();
  let model: Model = new Map();
  let buffered: string[] = [];
  const acknowledged = new Set<string>();
  for (const { step: todo, dieAt, death } of plans) {
    if (todo.do === 'append') {
      const event = testEvent(todo.id);
      if (!vault.has(event.id)) {
        buffered.push(event.id);
      }
      void heedless(vault.append(event).then((isNew) => isNew && acknowledged.add(event.id)));
      if (buffered.length === 20) {
        await vault.flush();
        model = flushed(model, buffered);
        buffered = [];
      }
      continue;
    }
    if (dieAt !== undefined) {
      crasher.dieAt(dieAt, death);
    }
    const isDone = await heedless(runStep(vault, todo));
    const hasDied = crasher.isDead;
    const mayReopen = hasDied || todo.do === 'reopen' || todo.do === 'rot';
    crasher.revive();
    // Each is written wholly or not at all, the buffered events first.
    const possible = [model, flushed(model, buffered)];
    const complete = flushed(model, buffered);
    applyStep(complete, todo);
    possible.push(complete);
    // Locking never rejects, whatever became of the last write.
    if (isDone && !(hasDied && (todo.do === 'reopen' || todo.do === 'rot'))) {
      possible.splice(0, 2);
      if (hasDied) {
        // Importing what is known already succeeds without writing; the buffered events failed on their own.
        const alone = new Map(model);
        applyStep(alone, todo);
        possible.push(alone);
      }
    }
    if (mayReopen) {
      crashes += hasDied ? 1 : 0;
      const hasRotted = todo.do === 'rot' && (await flipByteOfNewestCheckpoint());
      vault = await reopen();
      rotten = hasRotted ? 1 : 0;
      if (hasRotted) {
        // Without this a second flip could hit the only checkpoint left.
        await vault.appendMany([testEvent('mend')]);
        await vault.checkpoint();
        await vault.retract('mend');
      }
    }
    const found = ids(vault);
    expect(possible.map((one) => [...one.keys()])).toContainEqual(found);
    expect(vault.damage).toMatchObject({ complete: true, checkpoints: rotten });
    const isTakingBack = ['retract', 'retractImport', 'retractMany'].includes(todo.do);
    expect(found).toEqual(expect.arrayContaining(isTakingBack ? [] : [...acknowledged]));
    acknowledged.clear();
    model = possible.find((one) => found.join() === [...one.keys()].join()) ?? model;
    buffered = [];
  }
  await vault.lock();
  expect(ids(await reopen())).toEqual([...flushed(model, buffered).keys()]);
  return crashes;
}

test('whatever happens and wherever the tab dies, the vault holds what a simple model holds', async () => {
  const seed = Number(process.env['PARLOUR_SEED'] ?? Date.now() % 2 ** 31);
  console.log(`vault model, seed ${seed}`);
  let crashes = 0;
  const run = async (plans: readonly Plan[]): Promise<void> => {
    crashes += await carryOut(plans);
  };
  await fc.assert(fc.asyncProperty(fc.array(plan, { minLength: 5, maxLength: 25 }), run), {
    seed,
    numRuns: 200,
  });
  expect(crashes).toBeGreaterThan(100);
});
