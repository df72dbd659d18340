import assert from 'node:assert/strict';
import { SharedRecord } from '../document/shared-record.ts';
import type { SyncWorld } from './sync-world.ts';

/** Nothing is lost that was done on a device that is still in use, whether its devices agree about who belongs or not. */
export function checkKept({ actors, promised }: SyncWorld): void {
  for (const { isActive, replica } of actors) {
    if (!isActive) continue;
    assert.equal(replica.refusals.forged, 0);
    const here = new Set(new SharedRecord(replica.document).events().map(({ id }) => id));
    for (const [event, author] of promised)
      if (author === replica.keys.id) assert.ok(here.has(event), `event ${event} was done here`);
  }
}

/** Besides, while two devices have removed each other: each says so, none seals anything of the record, and nothing is missing to any. */
export function checkDispute(world: SyncWorld): void {
  checkKept(world);
  for (const { isActive, replica } of world.actors) {
    if (!isActive) continue;
    assert.ok(
      ['disputed', 'not-a-member'].includes(replica.obstacle ?? ''),
      'a dispute is told on every device',
    );
    const before = replica.unsealed;
    replica.checkpoint();
    assert.equal(replica.unsealed, before, 'nothing of the record is sealed');
    assert.equal(replica.document.store.pendingStructs, null);
    if (replica.obstacle === 'disputed') assert.deepEqual([replica.gaps(), replica.forks()], [[], []]);
  }
}
