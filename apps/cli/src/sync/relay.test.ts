import { lettersIn, putIntoMailbox, recoverReplica, relayAddress, writeLetter } from '@parlour/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pairOverRelay } from './testing/pair-over-relay.ts';
import { type RunningRelay, runningRelay } from './testing/running-relay.ts';
import { firstReplica, suite, TestDevice, tools, viewed, words } from './testing/test-device.ts';

let relay: RunningRelay;
const devices: TestDevice[] = [];
const kept = (one: TestDevice) => {
  devices.push(one);
  return one;
};
/** Two devices of one person that have paired over the relay. */
async function two(): Promise<[TestDevice, TestDevice]> {
  const a = kept(new TestDevice(relay.address, firstReplica()));
  return [a, kept(await pairOverRelay(relay.address, a))];
}
const has =
  (one: TestDevice, ...ids: readonly string[]) =>
  () =>
    ids.every((id) => one.ids.includes(id));

beforeAll(async () => {
  relay = await runningRelay();
}, 120_000);
afterAll(async () => {
  await Promise.all(devices.map(({ session }) => session.close()));
  await relay.end();
});

describe('devices of one person at a relay alone', () => {
  it('pair, and come to the same record, whoever writes', async () => {
    const [a, b] = await two();
    a.add(viewed('one'));
    await b.until(has(b, 'one'));
    b.add(viewed('two'), viewed('three'));
    await a.until(has(a, 'one', 'two', 'three'));
    await Promise.all([a.session.settled(), b.session.settled()]);
    await a.until(() => a.session.status.kind === 'up-to-date');
    expect(a.ids.toSorted()).toEqual(b.ids.toSorted());
  });

  it('go on where they were after the relay was stopped, what was written meanwhile too', async () => {
    const [a, b] = await two();
    a.add(viewed('before'));
    await b.until(has(b, 'before'));
    expect(await relay.stop()).toBe(0);
    await a.until(() => a.session.status.kind !== 'up-to-date');
    a.add(viewed('apart a'));
    b.add(viewed('apart b'));
    await relay.start();
    for (const { session } of [a, b]) session.wake();
    await a.until(has(a, 'apart b'));
    await b.until(has(b, 'apart a'));
    expect(b.replica.gaps()).toEqual([]);
  });

  it('lose nothing that was acknowledged when the relay is killed, though the one who wrote it is gone', async () => {
    const [a, b] = await two();
    await b.session.settled();
    const later = b.stored;
    await b.session.close();
    const acknowledged: string[] = [];
    for (let i = 0; i < 4; i += 1) {
      const id = `kept ${i}`;
      a.add(viewed(id));
      await a.session.settled();
      acknowledged.push(id);
      if (i === 2) {
        // In the middle of one that nobody has acknowledged.
        a.add(viewed(`under way ${i}`));
        const turn = a.session.turn();
        await relay.kill();
        await turn;
        a.session.wake();
      }
    }
    // The last life of the device is over: what others find is what lies at the relay.
    await a.session.close();
    await relay.kill();
    b.stored = later;
    await b.restart();
    await b.until(has(b, ...acknowledged));
    expect(b.replica.gaps()).toEqual([]);
  }, 120_000);

  it('share nothing new with a device that was removed, which is let into no new room', async () => {
    const [a, b] = await two();
    const c = kept(await pairOverRelay(relay.address, a));
    a.add(viewed('for all'));
    await c.until(has(c, 'for all'));
    await b.until(has(b, 'for all'));
    const id = c.replica.keys.id;
    await a.session.change((replica) => replica.remove(id));
    a.add(viewed('for two'));
    await b.until(has(b, 'for two'));
    await c.until(() => c.replica.obstacle === 'not-a-member');
    expect(c.ids).not.toContain('for two');
    expect(c.replica.listenTo().map((room) => room.id)).not.toContain(a.replica.room?.id);
  });

  it('are found again by the recovery words, at a mailbox to which a removed device writes no more', async () => {
    const [a, b] = await two();
    a.add(viewed('long ago'));
    await a.session.settled();
    const place = { suite, relay: relayAddress(relay.address), recovery: words.card };
    const put = (one: TestDevice, writers: readonly TestDevice[]) =>
      putIntoMailbox(place, one.replica.keys, {
        writers: writers.map(({ replica }) => replica.keys.id),
        letter: writeLetter(tools, one.replica.keys, one.replica),
      });
    await put(a, [a, b]);
    await put(b, [a, b]);
    expect(await lettersIn(place)).toHaveLength(2);
    await put(a, [a]);
    await expect(put(b, [a, b])).rejects.toMatchObject({ code: 'relay/not-a-writer' });
    const back = kept(new TestDevice(relay.address, recoverReplica(tools, words, await lettersIn(place))));
    await putIntoMailbox(place, words, { writers: [a, back].map(({ replica }) => replica.keys.id) });
    await back.until(has(back, 'long ago'));
    expect(back.replica.obstacle).toBe('unconfirmed');
    await back.session.change((replica) => replica.confirm());
    back.add(viewed('newly'));
    await a.until(has(a, 'newly'));
    await put(back, [a, back]);
  });

  it('can have their room erased, which all are told, and begin another', async () => {
    const [a, b] = await two();
    a.add(viewed('one'));
    await b.until(has(b, 'one'));
    const room = a.replica.room?.id;
    await a.session.erase();
    await b.until(() => b.session.status.kind === 'blocked');
    await a.session.moveOn();
    a.add(viewed('two'));
    await b.until(has(b, 'two'));
    expect(a.replica.room?.id).not.toBe(room);
  });
});

it('the relay says nothing of any of it', () => {
  expect(relay.output()).not.toMatch(/[0-9a-f]{32}|127\.0\.0\.1|"level":[56]0/);
});
