import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, toHex } from '../bytes.ts';
import { newDeviceKeys } from '../keys/device-keys.ts';
import { Replica } from '../replica/replica.ts';
import { sodiumSuite } from '../suite/sodium-suite.ts';
import type { Tools } from '../suite/sync-suite.ts';
import { firstDevice, seededDocument } from '../test/person.ts';
import { seededRandom } from '../test/seeded-random.ts';
import { beginAsHost, type Host, hostStep, welcomeNewcomer } from './host.ts';
import { beginAsNewcomer, type Newcomer, newcomerStep } from './newcomer.ts';
import { type PairingCode, readPairingCode, toQrText, toWords } from './pairing-code.ts';
import { rendezvousOf } from './pairing-keys.ts';

const suite = await sodiumSuite();
const tools: Tools = { suite, random: seededRandom(21) };
const host = firstDevice(tools);
const keys = newDeviceKeys(suite, tools.random);
const message = (bytes: Uint8Array) => ({ kind: 'message' as const, bytes });

/** Up to where both screens show numbers. */
function compare(
  readCode: (code: Required<PairingCode>) => PairingCode,
  tamper = (bytes: Bytes, _leg: number) => bytes,
) {
  const begun = beginAsNewcomer(tools, 0);
  const atHost = beginAsHost(readCode(begun.state.code), 1000);
  const greeted = hostStep(tools, atHost, message(tamper(begun.send as Bytes, 0)), 2000);
  if (!greeted.send) return { newcomer: begun.state as Newcomer, host: greeted.state };
  const answered = newcomerStep(tools, keys, begun.state, message(tamper(greeted.send, 1)), 3000);
  if (!answered.send) return { newcomer: answered.state, host: greeted.state };
  const opened = hostStep(tools, greeted.state, message(tamper(answered.send, 2)), 4000);
  return { newcomer: answered.state, host: opened.state };
}
const byWords = (code: PairingCode): PairingCode => readPairingCode(suite, toWords(suite, code).join(' '));
const byQr = (code: Required<PairingCode>): PairingCode => readPairingCode(suite, toQrText(code));
const numbersOf = (state: Newcomer | Host): string | undefined =>
  state.phase === 'comparing' ? state.numbers : undefined;

describe('pairing', () => {
  it.each([
    ['eight words', byWords],
    ['the QR code', byQr],
  ])('by %s makes a member of the new device', (_, read) => {
    const both = compare(read);
    expect(numbersOf(both.newcomer)).toMatch(/^\d{6}$/);
    expect(numbersOf(both.host)).toBe(numbersOf(both.newcomer));
    const person = firstDevice(tools);
    const confirmed = hostStep(tools, both.host, { kind: 'confirmed' }, 5000).state;
    if (confirmed.phase !== 'confirmed') throw new Error(confirmed.phase);
    person.add(confirmed.card);
    const welcome = welcomeNewcomer(tools, confirmed, person);
    const here = newcomerStep(tools, keys, both.newcomer, { kind: 'confirmed' }, 5000).state;
    expect(here.phase).toBe('comparing');
    const paired = newcomerStep(tools, keys, here, message(welcome), 6000).state;
    if (paired.phase !== 'paired') throw new Error(paired.phase);
    const replica = new Replica({ ...tools, keys, group: paired.group, document: seededDocument(tools) });
    expect(replica.obstacle).toBeUndefined();
    expect(replica.room?.id).toBe(person.room?.id);
  });

  it('is refused where anything was changed on the way', () => {
    for (const leg of [0, 1, 2]) {
      for (const at of [0, 30, 600]) {
        const both = compare(byWords, (bytes, i) =>
          i === leg ? Uint8Array.from(bytes, (byte, j) => (j === at ? byte ^ 1 : byte)) : bytes,
        );
        const failing = leg === 1 ? both.newcomer : both.host;
        expect(failing).toEqual({ phase: 'failed', reason: 'pairing-refused' });
      }
    }
  });

  it('is refused without the code, and with another key than the picture shows', () => {
    const begun = beginAsNewcomer(tools, 0);
    const other = beginAsNewcomer(tools, 0);
    const stranger = hostStep(tools, beginAsHost(other.state.code, 0), message(begun.send as Bytes), 1);
    expect(stranger.state.phase).toBe('failed');
    const swapped = { secret: begun.state.code.secret, fingerprint: other.state.code.fingerprint };
    const seen = hostStep(tools, beginAsHost(swapped, 0), message(begun.send as Bytes), 1);
    expect(seen.state.phase).toBe('failed');
  });

  it('shows different numbers if somebody who has seen the code stands in between', () => {
    let equal = 0;
    for (let i = 0; i < 20; i++) {
      const victim = beginAsNewcomer(tools, 0);
      const { code } = victim.state;
      const middle = beginAsNewcomer(tools, 0);
      // With the code, but by words: the picture would have told the key apart.
      const asHost = hostStep(tools, beginAsHost(code, 0), message(victim.send as Bytes), 1);
      const toVictim = newcomerStep(tools, keys, victim.state, message(asHost.send as Bytes), 2);
      const real = beginAsHost({ secret: middle.state.code.secret }, 0);
      const greeted = hostStep(tools, real, message(middle.send as Bytes), 1);
      const asNewcomer = newcomerStep(
        tools,
        newDeviceKeys(suite, tools.random),
        middle.state,
        message(greeted.send as Bytes),
        2,
      );
      const atReal = hostStep(tools, greeted.state, message(asNewcomer.send as Bytes), 3);
      if (numbersOf(atReal.state) === numbersOf(toVictim.state)) equal++;
    }
    expect(equal).toBe(0);
  });

  it('is refused to whoever opens with another nonce than they had committed to, to bring about the same numbers', () => {
    const begun = beginAsNewcomer(tools, 0);
    const greeted = hostStep(tools, beginAsHost(begun.state.code, 0), message(begun.send as Bytes), 1);
    for (const nonce of [begun.state.phase === 'shown' ? begun.state.nonce : undefined, tools.random(32)]) {
      const chosen = { ...begun.state, nonce } as Newcomer;
      const opening = newcomerStep(tools, keys, chosen, message(greeted.send as Bytes), 2);
      const seen = hostStep(tools, greeted.state, message(opening.send as Bytes), 3).state;
      expect(seen.phase).toBe(nonce === (begun.state as { nonce?: Bytes }).nonce ? 'comparing' : 'failed');
    }
  });

  it('is refused to whoever comes under a device’s name without having its key', () => {
    const begun = beginAsNewcomer(tools, 0);
    const greeted = hostStep(tools, beginAsHost(begun.state.code, 0), message(begun.send as Bytes), 1);
    const other = newDeviceKeys(suite, tools.random);
    const posing = { ...keys, card: other.card };
    const opening = newcomerStep(tools, posing, begun.state, message(greeted.send as Bytes), 2);
    expect(hostStep(tools, greeted.state, message(opening.send as Bytes), 3).state).toEqual({
      phase: 'failed',
      reason: 'pairing-refused',
    });
  });

  it('ends after two minutes, on either side, whatever comes then', () => {
    const begun = beginAsNewcomer(tools, 0);
    const late = hostStep(tools, beginAsHost(begun.state.code, 0), message(begun.send as Bytes), 120_000);
    expect(late.state).toEqual({ phase: 'failed', reason: 'pairing-expired' });
    const answer = hostStep(tools, beginAsHost(begun.state.code, 0), message(begun.send as Bytes), 5);
    const tooLate = newcomerStep(tools, keys, begun.state, message(answer.send as Bytes), 120_000).state;
    expect(tooLate).toEqual({ phase: 'failed', reason: 'pairing-expired' });
    expect(newcomerStep(tools, keys, begun.state, { kind: 'time' }, 119_999).state.phase).toBe('shown');
    const both = compare(byWords);
    expect(hostStep(tools, both.host, { kind: 'confirmed' }, 121_000).state.phase).toBe('failed');
  });

  it('is for once: a second answer, a second opening or a rejection ends it for good', () => {
    const begun = beginAsNewcomer(tools, 0);
    const one = hostStep(tools, beginAsHost(begun.state.code, 0), message(begun.send as Bytes), 1);
    const two = hostStep(tools, beginAsHost(begun.state.code, 0), message(begun.send as Bytes), 1);
    const first = newcomerStep(tools, keys, begun.state, message(one.send as Bytes), 2);
    const second = newcomerStep(tools, keys, first.state, message(two.send as Bytes), 3).state;
    expect(second.phase).toBe('failed');
    const opened = hostStep(tools, one.state, message(first.send as Bytes), 3).state;
    const again = hostStep(tools, opened, message(first.send as Bytes), 4).state;
    expect(again.phase).toBe('failed');
    expect(hostStep(tools, opened, { kind: 'rejected' }, 4).state).toEqual({
      phase: 'failed',
      reason: 'pairing-stopped',
    });
    for (const state of [second, again]) expect(state).toMatchObject({ phase: 'failed' });
    expect(hostStep(tools, again as Host, { kind: 'confirmed' }, 5).state.phase).toBe('failed');
  });

  it('lets nobody in whom the host’s records do not name', () => {
    const both = compare(byWords);
    const confirmed = hostStep(tools, both.host, { kind: 'confirmed' }, 5000).state;
    if (confirmed.phase !== 'confirmed') throw new Error(confirmed.phase);
    const welcome = welcomeNewcomer(tools, confirmed, host);
    expect(newcomerStep(tools, keys, both.newcomer, message(welcome), 6000).state.phase).toBe('failed');
  });
});

describe('a pairing code', () => {
  it('is read back from words and picture, in any case and spacing', () => {
    const bytes = (length: number) =>
      fc.uint8Array({ minLength: length, maxLength: length }).map((array) => new Uint8Array(array));
    fc.assert(
      fc.property(bytes(10), bytes(32), (secret, fingerprint) => {
        expect(readPairingCode(suite, ` ${toQrText({ secret, fingerprint }).toLowerCase()}\n`)).toEqual({
          secret,
          fingerprint,
        });
        const words = toWords(suite, { secret });
        expect(words).toHaveLength(8);
        expect(readPairingCode(suite, words.join(',  ').toUpperCase())).toEqual({ secret });
        expect(toHex(secret)).not.toBe(rendezvousOf(suite, secret).slice(0, 20));
      }),
      { numRuns: 100 },
    );
  });

  it('tells most wrong words, and everything that is none', () => {
    const words = toWords(suite, { secret: new Uint8Array(10).fill(7) });
    const swapped = [words[1], words[0], ...words.slice(2)].join(' ');
    for (const text of [
      '',
      'abandon',
      `${words.join(' ')} abandon`,
      swapped,
      'PARLOUR-PAIR-1:AAAA',
      'PARLOUR-PAIR-1:!',
    ])
      expect(() => readPairingCode(suite, text), text).toThrow(/not a pairing code/);
  });
});
