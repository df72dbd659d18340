import { Mailbox, mailboxErasureBytes, type MailboxPut, mailboxPutBytes } from '@parlour/wire/relay';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hexOf } from '../rounds/ids.ts';
import { relayIdOf } from './relay-id.ts';
import {
  type RelayGround,
  relayGround,
  type TestKey,
  testKey,
  type TestReplica,
} from './test/relay-ground.ts';

let ground: RelayGround;
let relay: TestReplica;
let few: TestReplica;
beforeAll(async () => {
  ground = await relayGround();
  relay = await ground.replica({ mailboxRequests: 10_000 });
  few = await ground.replica({ mailboxRequests: 5 });
});
afterAll(() => ground.close());

const keyOf = ({ publicKey }: TestKey) => hexOf(publicKey);

/** A person's mailbox, and what their devices ask of it. */
function mailbox(owner = testKey()) {
  const id = relayIdOf('mailbox', owner.publicKey);
  const origin = `http://${relay.url}`;
  const url = `${origin}/api/sync/mailboxes/${id}`;
  const ask = async (to: string, body: unknown) => {
    const answer = await fetch(to, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    const text = await answer.text();
    return text === '' ? 'done' : ((JSON.parse(text) as { code?: string }).code ?? 'done');
  };
  return {
    id,
    origin,
    owner,
    look: async () => v.parse(Mailbox, await (await fetch(url)).json()),
    put(by: TestKey, more: Partial<MailboxPut>, signer = by) {
      const put = {
        owner: keyOf(owner),
        by: keyOf(by),
        replaces: 0,
        writers: [keyOf(by)],
        letter: 'aa',
        ...more,
      };
      const signature = hexOf(signer.sign(mailboxPutBytes(id, put, origin)));
      return ask(url, { ...put, signature, ...('signature' in more && { signature: more.signature }) });
    },
    erase(by: TestKey, replaces: number, at = origin) {
      const erasure = { owner: keyOf(owner), by: keyOf(by), replaces };
      const signature = hexOf(by.sign(mailboxErasureBytes(id, erasure, at)));
      return ask(`${url}/erase`, { ...erasure, signature });
    },
  };
}

describe('a mailbox', () => {
  it('is empty, then holds the newest letter of each writer, and is forgotten when a writer says so', async () => {
    const [a, b] = [testKey(), testKey()];
    const writers = [keyOf(a), keyOf(b)];
    const box = mailbox();
    expect(await box.look()).toEqual({ version: 0, writers: [], letters: [] });
    expect(await box.put(a, { writers, letter: '01' })).toBe('done');
    expect(await box.put(b, { writers, letter: '02', replaces: 1 })).toBe('done');
    expect(await box.put(a, { writers, letter: '03', replaces: 2 })).toBe('done');
    const now = await box.look();
    expect([now.version, now.writers, now.letters.toSorted()]).toEqual([3, writers.toSorted(), ['02', '03']]);
    expect(await box.erase(testKey(), 3)).toBe('relay/not-a-writer');
    expect(await box.erase(b, 2)).toBe('relay/mailbox-changed');
    expect(await box.erase(b, 3)).toBe('done');
    expect(await box.look()).toEqual({ version: 0, writers: [], letters: [] });
  });

  it('is written to by writers alone: whoever was removed has lost it, with its letter', async () => {
    const [a, removed] = [testKey(), testKey()];
    const box = mailbox();
    await box.put(removed, { writers: [keyOf(a), keyOf(removed)], letter: '0b' });
    expect(await box.put(a, { writers: [keyOf(a)], letter: '0a', replaces: 1 })).toBe('done');
    expect(await box.look()).toEqual({ version: 2, writers: [keyOf(a)], letters: ['0a'] });
    expect(await box.put(removed, { replaces: 2 })).toBe('relay/not-a-writer');
    expect(await box.put(removed, { replaces: 2, by: keyOf(a) }, removed)).toBe('relay/not-a-writer');
    expect(await box.put(testKey(), { replaces: 2 })).toBe('relay/not-a-writer');
    expect(await box.erase(removed, 2)).toBe('relay/not-a-writer');
  });

  it('takes nothing twice, and nothing for another mailbox', async () => {
    const [a, other] = [testKey(), testKey()];
    const box = mailbox();
    expect(await box.put(a, {})).toBe('done');
    expect(await box.put(a, {})).toBe('relay/mailbox-changed');
    expect(await box.put(a, { replaces: 2 })).toBe('relay/mailbox-changed');
    // Another person's words do not lead here.
    expect(await box.put(other, { owner: keyOf(other), by: keyOf(other), replaces: 1 })).toBe(
      'relay/not-a-writer',
    );
    for (const change of [{ letter: 'ab' }, { writers: [keyOf(a), keyOf(other)] }, { replaces: 1 }]) {
      const put = { owner: keyOf(box.owner), by: keyOf(a), replaces: 1, writers: [keyOf(a)], letter: 'aa' };
      const signature = hexOf(a.sign(mailboxPutBytes(box.id, { ...put, replaces: 0 }, box.origin)));
      expect(await box.put(a, { ...put, ...change, signature })).toBe('relay/not-a-writer');
    }
    // Nor what another relay was asked to keep or to erase, and passes on.
    const put = { owner: keyOf(box.owner), by: keyOf(a), replaces: 1, writers: [keyOf(a)], letter: 'aa' };
    const elsewhere = hexOf(a.sign(mailboxPutBytes(box.id, put, 'https://films.example')));
    expect(await box.put(a, { ...put, signature: elsewhere })).toBe('relay/not-a-writer');
    expect(await box.erase(a, 1, 'https://films.example')).toBe('relay/not-a-writer');
    expect((await box.look()).version).toBe(1);
  });

  it('is given to whoever has the words, whoever had taken it', async () => {
    const [thief, own] = [testKey(), testKey()];
    const box = mailbox();
    await box.put(thief, { letter: '0f' });
    expect(await box.put(box.owner, { writers: [keyOf(own)], letter: null, replaces: 1 })).toBe('done');
    expect(await box.look()).toEqual({ version: 2, writers: [keyOf(own)], letters: [] });
    expect(await box.put(own, { letter: '01', replaces: 2 })).toBe('done');
    expect(await box.put(thief, { replaces: 3 })).toBe('relay/not-a-writer');
  });

  it('is put to by one of those who do it at once', async () => {
    const box = mailbox();
    const devices = Array.from({ length: 6 }, testKey);
    const writers = devices.map(keyOf);
    const answers = await Promise.all(devices.map((one) => box.put(one, { writers })));
    expect(answers.toSorted()).toEqual(['done', ...Array.from({ length: 5 }, () => 'relay/mailbox-changed')]);
    expect((await box.look()).letters).toHaveLength(1);
  });

  it('takes what is in its form', async () => {
    const box = mailbox();
    const a = testKey();
    const many = Array.from({ length: 33 }, () => keyOf(testKey()));
    for (const wrong of [
      { letter: 'a' },
      { letter: '' },
      { letter: 'ab'.repeat(2 ** 20 + 1) },
      { writers: [] },
      { writers: many },
      { replaces: -1 },
      { owner: 'x' },
    ])
      expect(await box.put(a, wrong), JSON.stringify(wrong).slice(0, 50)).toMatch(/malformed|too-large/);
    expect(await box.put(a, { letter: 'ab'.repeat(2 ** 20) })).toBe('done');
  });

  it('has space for the letters of a few devices, and keeps what lies there when there is no more', async () => {
    const box = mailbox();
    const devices = Array.from({ length: 5 }, testKey);
    const writers = devices.map(keyOf);
    const letter = 'ab'.repeat(2 ** 20);
    const answers: string[] = [];
    for (const [replaces, one] of devices.entries())
      answers.push(await box.put(one, { writers, letter, replaces }));
    expect(answers).toEqual(['done', 'done', 'done', 'done', 'relay/mailbox-full']);
    const now = await box.look();
    expect([now.version, now.letters.length]).toEqual([4, 4]);
  });

  it('is asked so often and no more', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 7; i += 1)
      statuses.push((await fetch(`http://${few.url}/api/sync/mailboxes/${'0'.repeat(32)}`)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
  });

  it('may be asked by pages of any address, without cookies', async () => {
    const origin = `http://${relay.url}`;
    const url = `${origin}/api/sync/mailboxes/${'0'.repeat(32)}`;
    const before = await fetch(url, { method: 'OPTIONS', headers: { origin: 'https://films.example' } });
    expect([before.status, before.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
    expect(before.headers.get('access-control-allow-headers')).toBe('content-type');
    const answer = await fetch(url);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    const elsewhere = await fetch(`http://${relay.url}/healthz`);
    expect(elsewhere.headers.get('access-control-allow-origin')).toBeNull();
  });
});
