import type { Database } from '../database/connect.ts';
import type { BodyRoom } from '../rounds/body-room.ts';
import type { Keeping, NewUpdate } from './keep-updates.ts';
import type { OpenRooms } from './open-rooms.ts';
import type { RelayCounts } from './relay-counts.ts';
import type { RelayQuotas } from './relay-quotas.ts';

/** What all connections of a relay share. */
export interface RelayFrame {
  readonly database: Database;
  /** What this process calls itself in what it tells the others. */
  readonly replica: string;
  readonly rooms: OpenRooms;
  readonly quotas: RelayQuotas;
  readonly counts: RelayCounts;
  readonly keep: (update: NewUpdate) => Promise<Keeping>;
  /** Room for what is read of rooms to be sent, in bytes. */
  readonly loads: BodyRoom;
  /** Bytes of messages that have begun to come and not ended, of all connections. */
  readonly unfinished: { bytes: number };
  /** Milliseconds, monotonic. */
  now(): number;
  /** Of what is the relay's own fault. */
  onFailure(error: unknown): void;
}
