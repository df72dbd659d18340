import { randomBytes } from 'node:crypto';
import { platform } from 'node:process';
import { sayInPairing, SharedRecord, putIntoMailbox, relayAddress, writeLetter } from '@parlour/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFiles, dumpTables } from './testing/dump-database.ts';
import { formsOf } from './testing/forms-of.ts';
import { pairOverRelay } from './testing/pair-over-relay.ts';
import { findInMemory } from './testing/process-memory.ts';
import { type RunningRelay, runningRelay } from './testing/running-relay.ts';
import { firstReplica, suite, TestDevice, tools, viewed, WORDS, words } from './testing/test-device.ts';

/** Of each kind. */
const canaries = 200;
/** Every canary begins and ends with one of these, so that all of them are looked for at once wherever there is much to look through. */
const mark = randomBytes(9).toString('hex');
const tail = randomBytes(9).toString('hex');
const canary = (kind: string) => `${mark} ${kind} ${randomBytes(6).toString('hex')} ${tail}`;

let relay: RunningRelay;
let devices: [TestDevice, TestDevice];
let strings: string[];
let items: string[];
/** What has to be found, or the looking is worth nothing. */
let control: string;
/** Never to be found, by name. */
let forbidden: Map<string, Buffer>;

beforeAll(async () => {
  relay = await runningRelay({ PARLOUR_LOG_LEVEL: 'trace' });
  const a = new TestDevice(relay.address, firstReplica());
  const b = await pairOverRelay(relay.address, a);
  devices = [a, b];
  strings = Array.from({ length: canaries }, (_, i) => canary(`string ${i}`));
  items = Array.from({ length: canaries }, (_, i) => canary(`item ${i}`));
  for (let i = 0; i < canaries; i += 20) {
    const one = devices[(i / 20) % 2] as TestDevice;
    const record = new SharedRecord(one.replica.document);
    for (let j = i; j < i + 20; j += 1) {
      const [text, item] = [strings[j], items[j]];
      if (j % 3 === 0) record.setSetting(`note ${j}`, text);
      else if (j % 3 === 1) {
        record.saveProfile({ id: text, name: text });
        record.addEvents([{ ...viewed(`of profile ${j}`), profile: text }]);
      } else record.addEvents([{ ...viewed(`named ${j}`), title: { name: text, original: text } }]);
      record.addEvents([viewed(`seen ${j}`, item)]);
    }
    record.nameDevice(one.replica.keys.id, { name: canary(`device ${i}`), lastSeen: 0 });
    await one.session.settled();
  }
  // Through everything that touches what is stored: taken out again, a letter, a removed device.
  new SharedRecord(a.replica.document).retractEvents(['seen 3', 'seen 4']);
  const place = { suite, relay: relayAddress(relay.address), recovery: words.card };
  await putIntoMailbox(place, a.replica.keys, {
    writers: [a.replica.keys.id],
    letter: writeLetter(tools, a.replica.keys, a.replica),
  });
  const c = await pairOverRelay(relay.address, b);
  await a.until(() => a.replica.group.members.devices.has(c.replica.keys.id));
  await a.session.change((replica) => replica.remove(c.replica.keys.id));
  await Promise.all(devices.map(({ session }) => session.settled()));
  await b.until(() => b.ids.length === a.ids.length && b.replica.room?.id === a.replica.room?.id);
  await c.session.close();

  control = randomBytes(24).toString('hex');
  const id = randomBytes(16).toString('hex');
  await sayInPairing(
    { relay: relayAddress(relay.address), id, side: 'newcomer', turn: 'first' },
    Buffer.from(control),
  );
  const { epochKeys, signingSeed, kemSeed } = a.replica.state();
  const room = a.replica.room;
  forbidden = new Map([
    ...formsOf('canaries', mark),
    ...formsOf('ends of canaries', tail),
    ...formsOf('recovery words', WORDS),
    ...formsOf('recovery signing seed', words.signingSeed),
    ...formsOf('recovery seed', words.kemSeed),
    ...formsOf('signing seed', signingSeed),
    ...formsOf('seed', kemSeed),
    ...formsOf('sealing key', room?.sealingKey as Uint8Array),
    ...formsOf('admission seed', room?.admissionSeed as Uint8Array),
    ...Object.entries(epochKeys).flatMap(([epoch, key]) => formsOf(`key of epoch ${epoch}`, key)),
  ]);
}, 180_000);
afterAll(async () => {
  await Promise.all(devices.map(({ session }) => session.close()));
  await relay.end();
});

const foundIn = (bytes: Buffer, wanted = forbidden): string[] =>
  [...wanted].flatMap(([name, form]) => (bytes.includes(form) ? name : []));
const controls = (): Map<string, Buffer> => new Map(formsOf('control', control));

describe('a relay alone, after 200 canary strings and 200 canary items went through it', () => {
  it('has carried all of them: the other device reads them', () => {
    const [a, b] = devices;
    const text = JSON.stringify(
      [a, b].map(({ replica }) => {
        const record = new SharedRecord(replica.document);
        return [record.events(), [...record.settings()], record.profiles()];
      }),
    );
    for (const one of [...strings, ...items.filter((_, i) => i !== 3 && i !== 4)])
      expect(text.split(one).length, one).toBeGreaterThanOrEqual(3);
  });

  it('has none in its database, in any table and in any file', async () => {
    const tables = await dumpTables(relay.data);
    expect(foundIn(tables)).toEqual([]);
    for (const one of [...strings, ...items]) expect(tables.includes(one)).toBe(false);
    // What it may know is there: that it was looked at is certain.
    expect(tables.length).toBeGreaterThan(canaries * 512);
    expect(foundIn(tables, controls())).toContain('control');
    let files = 0;
    let inFiles = 0;
    for await (const file of dataFiles(relay.data)) {
      files += 1;
      expect(foundIn(file)).toEqual([]);
      inFiles += foundIn(file, controls()).length;
    }
    expect(files).toBeGreaterThan(100);
    expect(inFiles).toBeGreaterThan(0);
  });

  it('has none in its log', () => {
    const log = relay.output();
    expect(foundIn(Buffer.from(log))).toEqual([]);
    for (const one of [...strings, ...items]) expect(log).not.toContain(one);
    expect(log).toContain('/api/sync/rendezvous/:id/:side/:turn');
    const ofRequests = log.split('\n').filter((line) => !line.includes('Server listening'));
    expect(ofRequests.join('')).not.toMatch(/[0-9a-f]{32}|127\.0\.0\.1|::1/);
  });

  const isReadable = platform === 'linux';
  if (!isReadable) console.warn('The memory of the relay is not looked through: that takes Linux.');
  it.skipIf(!isReadable)('has none in its memory', async () => {
    const room = devices[0].replica.room?.id ?? '';
    const known = new Map([...controls(), ['room', Buffer.from(room)]]);
    const { read, found } = await findInMemory(relay.pid, new Map([...forbidden, ...known]));
    expect([...found].filter((name) => forbidden.has(name))).toEqual([]);
    expect(read).toBeGreaterThan(5e7);
    // The room that is connected to now, and what was said openly, are in it: so would the others be.
    expect(found).toContain('room');
    expect([...found].some((name) => name.startsWith('control'))).toBe(true);
  });
});
