import type { DeviceId } from '../keys/device-keys.ts';
import type { Room } from '../keys/room.ts';
import { type OpenedUpdate, openUpdate } from '../sealing/sealed-update.ts';
import type { SyncSuite } from '../suite/sync-suite.ts';

/** One update that lay in a room under a device's name. */
export interface Found {
  readonly device: DeviceId;
  readonly bytes: Uint8Array;
}

/** Those that are what they say, with what lay there; the others were sealed elsewhere, or by somebody else, or are damaged. */
export const openFound = (
  suite: SyncSuite,
  room: Room,
  found: readonly Found[],
): (OpenedUpdate & { readonly bytes: Uint8Array })[] =>
  found.flatMap(({ device, bytes }) => {
    const update = openUpdate(suite, room, device, bytes);
    return update === undefined ? [] : [{ ...update, bytes }];
  });
