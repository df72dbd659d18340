import { RELAY_LIMITS } from '@parlour/wire/relay';
import type { Rate } from './token-bucket.ts';

/** What one place (an address, or an IPv6 network of a household) and one connection may take of a relay. */
export interface RelayQuotas {
  /** Connections of a place at a time. A device has one for each room that it looks into: up to 32 in rare cases. */
  readonly connections: number;
  /** Connections that a place may begin. */
  readonly entries: Rate;
  /** Bytes that a place may leave at the relay, in all its rooms. */
  readonly placeBytes: Rate;
  /** Bytes of rooms that are read and put together for a place, over all its connections, and of those at a time. */
  readonly placeReads: Rate;
  readonly placeLoad: number;
  /** Milliseconds in which a connection has to take the answer that it has asked for; and so many bytes of it in each second beyond. */
  readonly taking: { readonly ms: number; readonly perSecond: number };
  /** Rooms that a place may begin an hour. */
  readonly newRooms: number;
  /** Messages and bytes of a connection: enough at once to publish a whole room again. */
  readonly messages: Rate;
  readonly bytes: Rate;
  /** Bytes of a room. */
  readonly roomBytes: number;
  /** Bytes that all connections together may have begun to send, and not ended. */
  readonly unfinishedBytes: number;
  /** Bytes that wait for one connection to take them. */
  readonly untakenBytes: number;
  /** Requests of a place a minute: to mailboxes, to hear in pairings, and to say something there. */
  readonly mailboxRequests: number;
  readonly pairingRequests: number;
  readonly pairingWords: number;
}

export const relayQuotas: RelayQuotas = {
  connections: 512,
  entries: { burst: 1_024, perSecond: 10 },
  placeBytes: { burst: 2 ** 28, perSecond: 2 ** 14 },
  placeReads: { burst: 2 ** 32, perSecond: 2 ** 23 },
  placeLoad: 2 ** 26,
  taking: { ms: 60_000, perSecond: 2 ** 14 },
  newRooms: 64,
  messages: { burst: 400, perSecond: 20 },
  bytes: { burst: 2 * RELAY_LIMITS.roomBytes, perSecond: 2 ** 20 },
  roomBytes: RELAY_LIMITS.roomBytes,
  unfinishedBytes: 2 ** 28,
  untakenBytes: 2 ** 25,
  mailboxRequests: 60,
  pairingRequests: 120,
  pairingWords: 40,
};
