import type { Room } from '../keys/room.ts';
import type { Group } from '../membership/group.ts';

/** What stands in the way of uploading; each is told to the person. */
export type Obstacle = 'not-a-member' | 'keys-missing' | 'disputed' | 'unconfirmed';

/** The first of them. @param room that the device writes to. @param isConfirmed whether the person knows the devices of the list. */
export function obstacleOf(parts: {
  readonly group: Group;
  readonly isMember: boolean;
  readonly room: Room | undefined;
  readonly isConfirmed: boolean;
}): Obstacle | undefined {
  const { group, isMember, room, isConfirmed } = parts;
  if (!isMember) return 'not-a-member';
  if (group.isDisputed) return 'disputed';
  if (room?.epoch !== group.members.epoch) return 'keys-missing';
  return isConfirmed ? undefined : 'unconfirmed';
}
