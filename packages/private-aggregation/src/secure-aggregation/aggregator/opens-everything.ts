import { members } from '../member-set.ts';
import type { Unmasking } from './server-state.ts';

/**
 * Whether the shares that some devices open are enough for every secret: then no further answer changes the sum, and the
 * leg may be closed.
 * @param answered signing keys in hex of those whose unmasking was accepted.
 */
export function opensEverything(
  { sharers, clients, sealedBy, indices, graph }: Unmasking,
  answered: Iterable<string>,
): boolean {
  const present = new Set(Array.from(answered, (key) => indices.get(key)));
  return members(sharers, clients.length).every((owner) => {
    let opened = 0;
    for (let place = 0; place < sealedBy.drawn(owner); place += 1) {
      if (present.has(sealedBy.receiver(owner, place))) opened += 1;
    }
    return opened >= graph.threshold;
  });
}
