import * as Y from 'yjs';
import { newDeviceKeys } from '../keys/device-keys.ts';
import { recoveryKeysOf } from '../keys/recovery-keys.ts';
import { withRecords } from '../membership/group.ts';
import { foundReplica, joinReplica } from '../replica/open-replica.ts';
import type { Replica } from '../replica/replica.ts';
import type { Tools } from '../suite/sync-suite.ts';

export const WORDS = 'legal winner thank year wave sausage worth useful legal winner thank yellow';

/** A document whose client id follows from the seed, so that a run is the same again. */
export function seededDocument({ random }: Tools): Y.Doc {
  const document = new Y.Doc();
  document.clientID = new DataView(random(4).buffer).getUint32(0);
  return document;
}

export const firstDevice = (tools: Tools): Replica =>
  foundReplica(
    tools,
    newDeviceKeys(tools.suite, tools.random),
    recoveryKeysOf(tools.suite, WORDS),
    seededDocument(tools),
  );

/** What pairing does, without its messages: the host adds the new device and gives it records and key. */
export function joinBy(tools: Tools, host: Replica): Replica {
  const keys = newDeviceKeys(tools.suite, tools.random);
  host.add(keys.card);
  const { group } = withRecords(
    tools.suite,
    undefined,
    [...host.group.chain].map(({ bytes }) => bytes),
  );
  if (group === undefined) throw new Error('the host has nothing to give');
  const { generation, earlier } = host;
  return joinReplica(tools, keys, { group, generation, earlier }, seededDocument(tools));
}
export const OTHER_WORDS = 'letter advice cage absurd amount doctor acoustic avoid letter advice cage above';
