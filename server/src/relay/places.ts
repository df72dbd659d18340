import { randomBytes } from 'node:crypto';
import { type BodyRoom, bodyRoom } from '../rounds/body-room.ts';
import { placeKey } from '../tokens/place-key.ts';
import type { RelayQuotas } from './relay-quotas.ts';
import { TokenBucket } from './token-bucket.ts';

/** What is counted of places: in memory, by a keyed hash of their address that means nothing elsewhere or later. */
export interface Places {
  /** @returns undefined where there are too many connections from there, or too often; else the place, to be left once. */
  enter(address: string): Place | undefined;
  /** Forgets places of which nothing has to be counted any more. */
  forget(): void;
}

export interface Place {
  /** @returns false where too much was left by that place. */
  mayKeep(bytes: number): boolean;
  /** @returns false where too much was read for that place. */
  mayRead(bytes: number): boolean;
  /** Room for what is read for that place at a time: it cannot take what all places share. */
  readonly load: BodyRoom;
  /** @returns false where too many rooms were begun from there within the hour. */
  beginRoom(): boolean;
  leave(): void;
}

interface Counted {
  connections: number;
  readonly entries: TokenBucket;
  readonly bytes: TokenBucket;
  readonly reads: TokenBucket;
  readonly load: BodyRoom;
  enteredAt: number;
  /** Rooms begun in the hour that began at `since`. */
  rooms: number;
  since: number;
}

const hourMs = 3_600_000;

/** @param now milliseconds, monotonic. */
export function places(
  quotas: Pick<
    RelayQuotas,
    'connections' | 'entries' | 'newRooms' | 'placeBytes' | 'placeReads' | 'placeLoad'
  >,
  now: () => number = () => performance.now(),
): Places {
  const secret = randomBytes(32);
  const counted = new Map<string, Counted>();
  return {
    enter(address) {
      const key = placeKey(secret, address);
      const at = now();
      const one = counted.get(key) ?? {
        connections: 0,
        entries: new TokenBucket(quotas.entries, at),
        bytes: new TokenBucket(quotas.placeBytes, at),
        reads: new TokenBucket(quotas.placeReads, at),
        load: bodyRoom(quotas.placeLoad),
        enteredAt: at,
        rooms: 0,
        since: at,
      };
      counted.set(key, one);
      one.enteredAt = at;
      if (!one.entries.take(quotas.entries, 1, at) || one.connections >= quotas.connections) return undefined;
      one.connections += 1;
      return {
        mayKeep: (bytes) => one.bytes.take(quotas.placeBytes, bytes, now()),
        mayRead: (bytes) => one.reads.take(quotas.placeReads, bytes, now()),
        load: one.load,
        beginRoom() {
          if (now() - one.since > hourMs) Object.assign(one, { rooms: 0, since: now() });
          if (one.rooms >= quotas.newRooms) return false;
          one.rooms += 1;
          return true;
        },
        leave() {
          one.connections -= 1;
        },
      };
    },
    forget() {
      const at = now();
      for (const [key, { connections, enteredAt, since }] of counted)
        if (connections === 0 && at - Math.max(enteredAt, since) > hourMs) counted.delete(key);
    },
  };
}
