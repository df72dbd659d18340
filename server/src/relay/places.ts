import { randomBytes } from 'node:crypto';
import { placeKey } from '../tokens/place-key.ts';
import type { RelayQuotas } from './relay-quotas.ts';

/** What is counted of places: in memory, by a keyed hash of their address that means nothing elsewhere or later. */
export interface Places {
  /** @returns undefined where there are too many connections from there; else the place, to be left once. */
  enter(address: string): Place | undefined;
}

export interface Place {
  /** @returns false where too many rooms were begun from there within the hour. */
  beginRoom(): boolean;
  leave(): void;
}

interface Counted {
  connections: number;
  /** Rooms begun in the hour that began at `since`. */
  rooms: number;
  since: number;
}

const hourMs = 3_600_000;
/** Places without a connection that are remembered, because rooms were begun from there within the hour. */
const mostPlaces = 100_000;

/** @param now milliseconds, monotonic. */
export function places(
  quotas: Pick<RelayQuotas, 'connections' | 'newRooms'>,
  now: () => number = () => performance.now(),
): Places {
  const secret = randomBytes(32);
  const counted = new Map<string, Counted>();
  const forget = (key: string, one: Counted) => {
    const isDone = one.connections === 0 && (one.rooms === 0 || now() - one.since > hourMs);
    if (isDone && counted.get(key) === one) counted.delete(key);
  };
  return {
    enter(address) {
      const key = placeKey(secret, address);
      const known = counted.get(key);
      const one = known ?? { connections: 0, rooms: 0, since: now() };
      if (one.connections >= quotas.connections) return undefined;
      if (known === undefined && counted.size >= mostPlaces)
        for (const [each, other] of counted) forget(each, other);
      one.connections += 1;
      counted.set(key, one);
      return {
        beginRoom() {
          if (now() - one.since > hourMs) Object.assign(one, { rooms: 0, since: now() });
          if (one.rooms >= quotas.newRooms) return false;
          one.rooms += 1;
          return true;
        },
        leave() {
          one.connections -= 1;
          forget(key, one);
        },
      };
    },
  };
}
