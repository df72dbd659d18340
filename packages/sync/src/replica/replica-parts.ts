import type * as Y from 'yjs';
import type { DeviceKeys } from '../keys/device-keys.ts';
import type { Group } from '../membership/group.ts';
import type { Tools } from '../suite/sync-suite.ts';

/** What a replica is made of. */
export interface ReplicaParts extends Tools {
  readonly keys: DeviceKeys;
  readonly group: Group;
  /** The inner document. Its client id is new in every session. */
  readonly document: Y.Doc;
  /** False for a device that came by the recovery words, until `confirm`. */
  readonly isConfirmed?: boolean;
}
