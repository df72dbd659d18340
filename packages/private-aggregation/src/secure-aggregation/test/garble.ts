import type { Bytes } from '../bytes.ts';
import type { ClientState } from '../client/client-state.ts';
import { readHeader, signMessage } from '../messages/signed-message.ts';
import { addPacked } from '../words/add-packed.ts';
import { packWords } from '../words/packed-words.ts';
import type { Tools } from '../tools.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { TestDevice } from './test-round.ts';

const HEADER_BYTES = 38;
const SIGNATURE_BYTES = 64;

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

/** The same by somebody who can sign it: the body is changed, the signature is right. */
export async function garbleSigned(
  { suite }: Tools,
  message: Bytes,
  signingSeed: Bytes,
  random: SeededRandom,
): Promise<Bytes> {
  const body = message.slice(HEADER_BYTES, -SIGNATURE_BYTES);
  return signMessage(suite, readHeader(message), garble(body, random), signingSeed);
}

/**
 * What a device that works for the aggregator may send: a body changed anywhere. Of a report only the words are left
 * alone or moved by what the test then expects: which report a device hands in is its own business.
 */
export async function garbleOwn(
  tools: Tools,
  device: TestDevice,
  random: SeededRandom,
): Promise<ClientState> {
  const { state, signingSeed } = device;
  if (state.phase !== 'reported') {
    const outbox = await garbleSigned(tools, state.outbox, signingSeed, random);
    return { ...state, outbox };
  }
  const { dimension, bits } = state.setup;
  const body = state.outbox.slice(HEADER_BYTES, -SIGNATURE_BYTES);
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
  return { ...state, outbox: await signMessage(tools.suite, readHeader(state.outbox), body, signingSeed) };
}
