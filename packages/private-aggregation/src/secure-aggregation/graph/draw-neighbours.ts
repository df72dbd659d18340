import { type Bytes, utf8, zero } from '../bytes.ts';
import type { CryptoSuite } from '../suite/crypto-suite.ts';

/**
 * The neighbours that a device draws: `degree` of the other `clients - 1`, uniformly, without replacement (Bell et
 * al. 2020, section 4, the malicious-server variant).
 *
 * The draw is a function of the device's own secret and of the root, which commits to every key of the round. So the
 * aggregator cannot know it when it chooses whom to invite, invent, withhold or in which order; the device cannot
 * be made to draw twice for one root; and after a reload it draws the same. Nobody else's draw, and no key sent by
 * anybody, changes whom this device draws as a fraction of the cohort: each draw misses the aggregator's own devices
 * with the probabilities that `graphParameters` reckons with.
 *
 * @param seed 32 secret bytes, used for nothing else.
 * @returns indices in the order drawn; a holder's place in it is the x-coordinate of its shares, less one.
 */
export async function drawNeighbours(
  suite: CryptoSuite,
  seed: Bytes,
  root: Bytes,
  own: number,
  clients: number,
  degree: number,
): Promise<number[]> {
  const key = await suite.hkdf(seed, root, DRAW, 32);
  const stream = await suite.keystream(key, 4 * (2 * degree + SPARE));
  const numbers = new Uint32Array(stream.buffer);
  const others = Array.from({ length: clients - 1 }, (_, i) => (i < own ? i : i + 1));
  let used = 0;
  for (let i = 0; i < degree; i += 1) {
    const left = others.length - i;
    // Below this a number is uniform modulo `left`; that more than `degree + SPARE` of them are above it has a
    // probability below 2^-1000.
    const limit = 2 ** 32 - (2 ** 32 % left);
    while (numbers[used] >= limit) {
      used += 1;
    }
    const j = i + (numbers[used] % left);
    used += 1;
    [others[i], others[j]] = [others[j], others[i]];
  }
  zero(key, stream);
  return others.slice(0, degree);
}

const DRAW = utf8('parlour/draw/1');
const SPARE = 64;
