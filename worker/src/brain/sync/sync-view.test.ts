import {
  foundReplica,
  newDeviceKeys,
  recoveryKeysOf,
  sodiumSuite,
  type SyncStatus,
  syncError,
  type SyncSession,
  type Tools,
} from '@parlour/sync';
import { expect, it } from 'vitest';
import { ignoredBy, statusOf } from './sync-view.ts';

it('counts what lay in the room and was not written by a device of this person', async () => {
  const suite = await sodiumSuite();
  const tools: Tools = { suite, random: (length) => crypto.getRandomValues(new Uint8Array(length)) };
  const words = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
  const replica = foundReplica(tools, newDeviceKeys(suite, tools.random), recoveryKeysOf(suite, words));
  const session = { replica } as SyncSession;
  expect(ignoredBy({ session })).toEqual({ notOurs: 0, isOfRemoved: false });
  const room = replica.room?.id as string;
  const [sealed] = replica.seal().filter((one) => one.room === room);
  const changed = Uint8Array.from(sealed?.update.bytes as Uint8Array, (byte, i) =>
    i === 200 ? byte ^ 1 : byte,
  );
  replica.receive(room, [{ device: replica.keys.id, bytes: changed }]);
  expect(ignoredBy({ session })).toEqual({ notOurs: 1, isOfRemoved: false });
});

it('says that all is up to date only where the budget is, too; whatever else is stuck comes first', () => {
  const budgetProblem = syncError('budget-not-shared');
  const of = (status: SyncStatus, problem?: typeof budgetProblem) =>
    statusOf('on', { session: { status }, budgetProblem: problem });
  expect(of({ kind: 'up-to-date' })).toEqual({ kind: 'up-to-date' });
  expect(of({ kind: 'up-to-date' }, budgetProblem)).toEqual({
    kind: 'blocked',
    because: 'budget',
    why: budgetProblem.toPlain(),
  });
  const waiting = { kind: 'waiting', changes: 3 } as const;
  expect(of(waiting, budgetProblem)).toEqual(waiting);
  expect(statusOf('on', undefined)).toMatchObject({ kind: 'blocked', because: 'keys-missing' });
  expect(statusOf('off', undefined)).toEqual({ kind: 'off' });
});
