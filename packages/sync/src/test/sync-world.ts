import assert from 'node:assert/strict';
import * as Y from 'yjs';
import type { DeviceId } from '../keys/device-keys.ts';
import { SharedRecord } from '../document/shared-record.ts';
import { openReplica } from '../replica/open-replica.ts';
import type { Replica } from '../replica/replica.ts';
import { stateToBytes } from '../replica/replica-state.ts';
import { readHeader } from '../sealing/sealed-update.ts';
import type { Tools } from '../suite/sync-suite.ts';
import { testEvent } from './test-event.ts';
import { ListRelay } from './list-relay.ts';
import { firstDevice, joinBy, seededDocument } from './person.ts';

interface Actor {
  replica: Replica;
  /** Still in the person's hands, and used. */
  isActive: boolean;
  readonly addedBy: Actor | undefined;
  /** Updates looked at already, by the very array. */
  readonly seen: Set<Uint8Array>;
}

/** A person's devices and a relay that loses, repeats and reorders, but does not lie. */
export class SyncWorld {
  readonly tools: Tools;
  readonly relay = new ListRelay();
  readonly actors: Actor[] = [];
  /** Ids of events that were added on a device that was never removed, and never taken back. */
  readonly promised = new Map<string, DeviceId>();
  readonly #removals: { readonly by: DeviceId; readonly device: DeviceId }[] = [];
  readonly #choose: (below: number) => number;
  #events = 0;

  constructor(tools: Tools) {
    this.tools = tools;
    this.#choose = (below) => new DataView(tools.random(4).buffer).getUint32(0) % below;
    this.#adopt(firstDevice(tools), undefined);
  }

  get active(): Actor[] {
    return this.actors.filter(({ isActive, replica }) => isActive && replica.obstacle === undefined);
  }

  edit(which: number): void {
    const actor = this.#pick(which);
    if (actor === undefined) return;
    const record = new SharedRecord(actor.replica.document);
    const dice = this.#choose(10);
    if (dice < 6) {
      const id = `e${this.#events++}`;
      record.addEvents([testEvent(id, 1_300_000_000_000 + this.#choose(5) * 31_557_600_000)]);
      this.promised.set(id, actor.replica.keys.id);
    } else if (dice < 8) record.setSetting(`s${this.#choose(3)}`, this.#choose(100));
    else if (dice < 9) record.saveProfile({ id: `p${this.#choose(3)}`, name: `n${this.#choose(100)}` });
    else {
      const events = record.events();
      const event = events[this.#choose(Math.max(1, events.length))];
      if (event === undefined) return;
      record.retractEvents([event.id]);
      this.promised.delete(event.id);
    }
  }

  /** Seals; a crash may come before anything is sent. */
  seal(which: number): void {
    const actor = this.#pick(which);
    if (actor === undefined) return;
    actor.replica.seal();
  }

  checkpoint(which: number): void {
    const actor = this.#pick(which);
    if (actor === undefined) return;
    actor.replica.checkpoint();
  }

  /** A connection that may break: some of what is to be sent arrives, some of what lies there is read, in any order, some twice. */
  connect(which: number, loss: number): void {
    const actor = this.actors[which % this.actors.length];
    if (actor?.isActive !== true) return;
    this.#send(actor, loss);
    this.#read(actor, loss);
  }

  /** All that is kept is what is stored, which everything is before it is acknowledged or sent. */
  crash(which: number): void {
    const actor = this.#pick(which);
    if (actor === undefined) return;
    const stored = stateToBytes(actor.replica.state());
    actor.replica = openReplica(this.tools, stored, seededDocument(this.tools));
    actor.seen.clear();
  }

  pair(which: number): void {
    const host = this.#pick(which);
    if (host === undefined || this.active.length >= 8 || this.actors.length >= 12) return;
    const joined = joinBy(this.tools, host.replica);
    // Pairing goes by the relay: the host is connected, and publishes the record before it welcomes the new device.
    host.replica.seal();
    this.#send(host, 0);
    this.#adopt(joined, host);
  }

  /** One device removes another; the person has the removed one no more. */
  remove(which: number, other: number): void {
    const actor = this.#pick(which);
    const target = this.#pick(other);
    if (actor === undefined || target === undefined || actor === target || this.active.length < 3) return;
    if (!actor.replica.group.members.devices.has(target.replica.keys.id)) return;
    actor.replica.remove(target.replica.keys.id);
    this.#removals.push({ by: actor.replica.keys.id, device: target.replica.keys.id });
    target.isActive = false;
    // What only the removed device has seen is not promised.
    const { id } = target.replica.keys;
    for (const [event, author] of this.promised) if (author === id) this.promised.delete(event);
  }

  leave(which: number): void {
    const actor = this.#pick(which);
    if (actor === undefined || this.active.length < 3) return;
    // Leaving goes by the relay: a device that is connected has read what lies there before it goes, for it may be the last that can.
    this.#read(actor, 0);
    if (actor.replica.room === undefined || !this.active.includes(actor)) return;
    actor.replica.leave();
    actor.isActive = false;
    this.#send(actor, 0);
  }

  moveOn(which: number): void {
    const actor = this.#pick(which);
    actor?.replica.moveOn();
  }

  /** Everybody connects until nothing changes any more. */
  settle(): void {
    for (let round = 0; ; round++) {
      const before = this.#fingerprint();
      for (const actor of this.actors) {
        if (!actor.isActive) continue;
        this.#read(actor, 0);
        actor.replica.seal();
        this.#send(actor, 0);
      }
      if (this.#fingerprint() === before) return;
      assert.ok(round < 40, 'rounds until nothing changes');
    }
  }

  /**
   * All that belong agree about everything, and nothing that was promised is missing. A device belongs unless whoever added it
   * was removed by somebody who had not heard of it yet: it has to be paired again, and may not have heard of that.
   */
  check(): void {
    const { active } = this;
    const first = (active.find((actor) => !wasAddedByRemoved(actor)) ?? active[0])?.replica;
    if (first === undefined) throw new Error('nobody is left');
    const { devices } = first.group.members;
    for (const actor of this.actors) {
      if (!actor.isActive || (active.includes(actor) && devices.has(actor.replica.keys.id))) continue;
      assert.ok(wasAddedByRemoved(actor), 'a device that was lost');
    }
    for (const { replica } of active.filter((actor) => devices.has(actor.replica.keys.id))) {
      assert.equal(replica.group.members.head, first.group.members.head);
      assert.equal(replica.room?.id, first.room?.id);
      assert.equal(replica.document.store.pendingStructs, null);
      assert.deepEqual(replica.gaps(), []);
      assert.deepEqual(replica.forks(), []);
      assert.deepEqual(contents(replica), contents(first));
      assert.equal(replica.refusals.forged, 0);
    }
    const inUse = new Set(active.map(({ replica }) => replica.keys.id));
    for (const { by, device } of this.#removals)
      if (inUse.has(by) && devices.has(by)) assert.ok(!devices.has(device), 'who was removed is out');
    const there = new Set(new SharedRecord(first.document).events().map(({ id }) => id));
    for (const [id, author] of this.promised)
      if (devices.has(author)) assert.ok(there.has(id), `event ${id} was acknowledged`);
  }

  #adopt(replica: Replica, addedBy: Actor | undefined): void {
    this.actors.push({ replica, isActive: true, addedBy, seen: new Set() });
  }

  #pick(which: number): Actor | undefined {
    const { active } = this;
    return active[which % Math.max(1, active.length)];
  }

  #send({ replica }: Actor, loss: number): void {
    for (const { id } of replica.listenTo()) {
      const log = replica.log(id).filter(() => this.#choose(100) >= loss);
      this.relay.push(id, replica.keys.id, log);
      this.relay.empty(id, replica.keys.id, replica.coveredUpTo(id));
    }
  }

  #read({ replica, seen }: Actor, loss: number): void {
    for (const { id } of replica.listenTo()) {
      const found = this.relay.find(id).filter(({ bytes }) => {
        const isRepeated = loss > 0 && this.#choose(10) === 0;
        return (!seen.has(bytes) || isRepeated) && (loss === 0 || this.#choose(100) >= loss);
      });
      if (loss > 0) shuffle(found, this.#choose);
      for (const { bytes } of found) seen.add(bytes);
      for (const { bytes } of replica.receive(id, found)) seen.delete(bytes);
    }
  }

  #fingerprint(): string {
    return JSON.stringify([
      [...this.relay.rooms].map(([room, devices]) => [
        room,
        [...devices].map(([device, list]) => [device, list.map((bytes) => readHeader(bytes)?.sequence)]),
      ]),
      this.actors.map(({ replica }) => [
        replica.room?.id,
        replica.group.members.head,
        [...Y.decodeStateVector(Y.encodeStateVector(replica.document))],
      ]),
    ]);
  }
}

const wasAddedByRemoved = ({ addedBy }: Actor): boolean =>
  addedBy !== undefined && (!addedBy.isActive || wasAddedByRemoved(addedBy));

function contents({ document }: Replica): unknown {
  const record = new SharedRecord(document);
  return {
    events: record.events(),
    settings: [...record.settings()].sort(([a], [b]) => (a < b ? -1 : 1)),
    profiles: record.profiles(),
  };
}

function shuffle<T>(list: T[], choose: (below: number) => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = choose(i + 1);
    [list[i], list[j]] = [list[j] as T, list[i] as T];
  }
}
