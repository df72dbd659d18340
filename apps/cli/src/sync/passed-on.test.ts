import { ParlourError } from '@parlour/wire';
import { putIntoMailbox, relayAddress, writeLetter } from '@parlour/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PassingOn, passingOn } from './testing/passing-on.ts';
import { type RunningRelay, runningRelay } from './testing/running-relay.ts';
import { firstReplica, suite, TestDevice, tools, viewed, words } from './testing/test-device.ts';

let between: PassingOn;
/** One that knows its name, and one that answers to the other's, too: what all would do if names were not signed. */
let named: RunningRelay;
let deceived: RunningRelay;
const devices: TestDevice[] = [];

beforeAll(async () => {
  between = await passingOn();
  named = await runningRelay({ PARLOUR_ORIGIN: 'https://films.example' });
  deceived = await runningRelay({
    PARLOUR_ORIGIN: 'https://films.example',
    PARLOUR_SYNC_ORIGINS: between.origin,
  });
}, 120_000);
afterAll(async () => {
  await Promise.all(devices.map(({ session }) => session.close()));
  await between.end();
  await Promise.all([named.end(), deceived.end()]);
});

/** How a device gets on that dials the relay in between. */
async function dialled(): Promise<TestDevice> {
  const device = new TestDevice(between.address, firstReplica());
  devices.push(device);
  device.add(viewed('one'));
  await device.until(() => ['up-to-date', 'blocked'].includes(device.session.status.kind));
  return device;
}
const portOf = ({ address }: RunningRelay): string => new URL(address).origin;

describe('a relay that passes on what another one asks', () => {
  it('gets into no room there, whatever it says it was asked for', async () => {
    for (const host of ['films.example', new URL(between.origin).host, new URL(named.address).host]) {
      between.to(portOf(named), host);
      const { session } = await dialled();
      expect(session.status).toMatchObject({ kind: 'blocked', because: 'refused' });
      expect(session.status).toMatchObject({ why: { code: 'relay/not-admitted' } });
    }
  });

  it('writes to no mailbox there', async () => {
    between.to(portOf(named), 'films.example');
    const replica = firstReplica();
    const put = putIntoMailbox(
      { suite, relay: relayAddress(between.address), recovery: words.card },
      replica.keys,
      { writers: [replica.keys.id], letter: writeLetter(tools, replica.keys, replica) },
    );
    await expect(put).rejects.toThrow(ParlourError);
    await expect(put).rejects.toMatchObject({ code: 'relay/not-a-writer' });
  });

  it('would, were it not for the name', async () => {
    between.to(portOf(deceived), 'films.example');
    const { session } = await dialled();
    expect(session.status).toEqual({ kind: 'up-to-date' });
  });
});
