import type { DeviceId } from '../keys/device-keys.ts';
import type { Room } from '../keys/room.ts';
import type { Members } from '../membership/members.ts';

/** What a device's update in a room counts for, by who belongs. */
export type AuthorStanding = 'member' | 'removed' | 'unknown';

export function authorStanding(
  { devices, former, epoch, needsNewEpoch }: Members,
  device: DeviceId,
  room: Room,
): AuthorStanding {
  if (devices.has(device)) return 'member';
  const by = former.get(device);
  if (by === undefined) return 'unknown';
  // What a device wrote before it left is as good as anybody's; it has nothing to write in later epochs.
  return by === device && (room.epoch !== epoch || needsNewEpoch) ? 'member' : 'removed';
}
