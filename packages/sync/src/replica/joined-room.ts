import type { Bytes } from '../bytes.ts';
import type { Room } from '../keys/room.ts';
import { OwnLog } from '../room/own-log.ts';
import { RoomView, type RoomViewState } from '../room/room-view.ts';
import type { SealedUpdate } from '../sealing/sealed-update.ts';

/** A room that this device has the key of, with what it has seen and written there. */
export interface JoinedRoom {
  readonly room: Room;
  readonly view: RoomView;
  readonly log: OwnLog;
  /** Membership records that lie in this room, by hash. */
  readonly records: Set<string>;
  /** State vector of the checkpoint accepted last: what need not be sealed again. */
  checkpoint: Bytes | undefined;
  /** Whether what this device knew before it came here has been published, or is in its log to be. */
  isPublished: boolean;
}

export interface JoinedRoomState {
  readonly epoch: string;
  readonly generation: number;
  readonly view: RoomViewState;
  readonly log: SealedUpdate[];
  readonly records: string[];
  readonly checkpoint?: Bytes | undefined;
  readonly isPublished: boolean;
}

export const joinRoom = (room: Room, state?: JoinedRoomState): JoinedRoom => ({
  room,
  view: new RoomView(state?.view),
  log: new OwnLog(state?.log),
  records: new Set(state?.records),
  checkpoint: state?.checkpoint,
  isPublished: state?.isPublished ?? false,
});

export const joinedRoomState = ({
  room,
  view,
  log,
  records,
  checkpoint,
  isPublished,
}: JoinedRoom): JoinedRoomState => ({
  epoch: room.epoch,
  generation: room.generation,
  view: view.state(),
  log: [...log.updates],
  records: [...records],
  checkpoint,
  isPublished,
});
