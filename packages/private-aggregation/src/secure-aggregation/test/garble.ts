import type { Bytes } from '../bytes.ts';
import type { ClientState } from '../client/client-state.ts';
import { readHeader } from '../messages/signed-message.ts';
import { addPacked } from '../words/add-packed.ts';
import { packWords } from '../words/pack-words.ts';
import type { Tools } from '../tools.ts';
import { authentic, bodyBytes, type Voice } from './authentic.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { TestDevice } from './test-round.ts';

/** What a network may do to a message: a byte changed, an end cut off, something put behind. */
export function garble(message: Bytes, random: SeededRandom): Bytes {
  const garbled = message.slice();
  switch (random.below(4)) {
    case 0:
      return garbled.slice(0, random.below(message.length));
    case 1:
      return new Uint8Array([...garbled, random.below(256)]);
    default:
      garbled[random.below(message.length)] ^= 1 + random.below(255);
      return garbled;
  }
}

/** The same by somebody who can sign it: the body is changed, the signature or tag is right. */
export const garbleAuthentic = (
  { suite }: Tools,
  message: Bytes,
  voice: Voice,
  random: SeededRandom,
): Promise<Bytes> => authentic(suite, readHeader(message), garble(bodyBytes(message), random), voice);

/**
 * What a device that works for the aggregator may send: a body changed anywhere. Of a report only the words are left
 * alone or moved by what the test then expects, and of its keys the one for masks is left alone, with which it would move
 * its words by masks that nobody takes away: which report a device hands in is its own business.
 */
export async function garbleOwn(
  tools: Tools,
  device: TestDevice,
  random: SeededRandom,
): Promise<ClientState> {
  const { state } = device;
  if (state.phase === 'advertised') {
    const right = bodyBytes(state.outbox);
    const body = garble(right, random);
    body.set(
      right.slice(MASK_KEY.from, Math.min(MASK_KEY.to, body.length)),
      Math.min(MASK_KEY.from, body.length),
    );
    return { ...state, outbox: await authentic(tools.suite, readHeader(state.outbox), body, device) };
  }
  if (state.phase !== 'reported') {
    const outbox = await garbleAuthentic(tools, state.outbox, device, random);
    return { ...state, outbox };
  }
  const { dimension, bits } = state.setup;
  const body = bodyBytes(state.outbox);
  if (random.chance(0.5)) {
    body[random.below(32)] ^= 1 + random.below(255);
  } else {
    const words = random.words(dimension, bits);
    for (let i = 0; i < dimension; i += 1) {
      device.report[i] += words[i];
    }
    addPacked(words, body.slice(32), bits);
    body.set(packWords(words, bits), 32);
  }
  return { ...state, outbox: await authentic(tools.suite, readHeader(state.outbox), body, device) };
}

/** Its place in the body of an advertisement. */
const MASK_KEY = { from: 32, to: 64 } as const;
