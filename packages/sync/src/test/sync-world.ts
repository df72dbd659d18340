import assert from 'node:assert/strict';
import * as Y from 'yjs';
import { toHex } from '../bytes.ts';
import { type DeviceId, newDeviceKeys } from '../keys/device-keys.ts';
import {
  type RecoveryKeys,
  isSameRecovery,
  recoveryKeysFrom,
  recoveryKeysOf,
} from '../keys/recovery-keys.ts';
import { SharedRecord } from '../document/shared-record.ts';
import { openReplica } from '../replica/open-replica.ts';
import type { Replica } from '../replica/replica.ts';
import { readHeader } from '../sealing/sealed-update.ts';
import { recoverReplica } from '../recovery/recover-replica.ts';
import { writeLetter } from '../recovery/letter.ts';
import type { Tools } from '../suite/sync-suite.ts';
import { testEvent } from './test-event.ts';
import { ListRelay } from './list-relay.ts';
import { firstDevice, joinBy, seededDocument, WORDS } from './person.ts';
import { StoredReplica } from './stored-replica.ts';

interface Actor {
  replica: Replica;
  disk: StoredReplica;
  /** Still in the person's hands, and used. */
  isActive: boolean;
  readonly addedBy: Actor | undefined;
  /** Which of the recovery words, where it came by them. */
  readonly words: number | undefined;
  /** Which of the recovery words it has made. */
  readonly made: Set<number>;
  /** Updates looked at already, by the very array. */
  readonly seen: Set<Uint8Array>;
}

interface Words {
  readonly keys: RecoveryKeys;
  readonly letters: Map<DeviceId, Uint8Array>;
}

/** A person's devices and a relay that loses, repeats and reorders, but does not lie. */
export class SyncWorld {
  readonly tools: Tools;
  readonly relay = new ListRelay();
  readonly actors: Actor[] = [];
  /** Ids of events that were added on a device that was never removed, and never taken back. */
  readonly promised = new Map<string, DeviceId>();
  readonly #removals: { readonly by: DeviceId; readonly device: DeviceId }[] = [];
  /** All that were ever made, the newest last, and the letters that lie at the relay for each, by device. */
  readonly #words: Words[] = [];
  /** Of what a device has written a letter last. */
  readonly #written = new Map<DeviceId, string>();
  readonly #choose: (below: number) => number;
  #events = 0;

  constructor(tools: Tools) {
    this.tools = tools;
    this.#choose = (below) => new DataView(tools.random(4).buffer).getUint32(0) % below;
    this.#words.push({ keys: recoveryKeysOf(tools.suite, WORDS), letters: new Map() });
    this.#adopt(firstDevice(tools), {});
  }

  get active(): Actor[] {
    return this.actors.filter(({ isActive, replica }) => isActive && replica.obstacle === undefined);
  }

  /**
   * That new words, and a removal by whoever came by the old ones, are against each other: then devices keep apart, and say so. The steps here
   * avoid it; it is left where a removal was made anew by such a device.
   */
  get isDisputed(): boolean {
    const isDisputed = this.actors.some(({ isActive, replica }) => isActive && replica.group.isDisputed);
    if (isDisputed) assert.ok(this.#words.length > 1, 'there is nothing to be disputed');
    return isDisputed;
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

  /** What a household does with its profiles: adds to one, colours it, or takes it away with all of it that is there. */
  changeProfile(which: number, what: number): void {
    const actor = this.#pick(which);
    if (actor === undefined) return;
    const record = new SharedRecord(actor.replica.document);
    const profile = `p${what % 3}`;
    const dice = this.#choose(8);
    if (dice < 5) {
      const id = `e${this.#events++}`;
      record.addEvents([testEvent(id, 1_500_000_000_000, { profile })]);
      this.promised.set(id, actor.replica.keys.id);
    } else if (dice < 7) record.saveProfile({ id: profile, name: 'n', colour: `c${this.#choose(100)}` });
    else {
      const gone = record.events().filter((event) => event.profile === profile);
      for (const { id } of gone) this.promised.delete(id);
      record.retractEvents(gone.map(({ id }) => id));
      record.removeProfile(profile);
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
    actor.disk.store();
  }

  /** All that is kept is what is stored, which everything is before it is acknowledged or sent. */
  crash(which: number): void {
    const actor = this.#pick(which);
    if (actor === undefined) return;
    actor.disk.store();
    actor.replica = openReplica(this.tools, actor.disk.bytes, seededDocument(this.tools));
    actor.disk = new StoredReplica(actor.replica, actor.disk.bytes);
    actor.seen.clear();
  }

  pair(which: number): void {
    const host = this.#pick(which);
    if (host === undefined || this.active.length >= 8 || this.actors.length >= 12) return;
    const joined = joinBy(this.tools, host.replica);
    // Pairing goes by the relay: the host is connected, and publishes the record before it welcomes the new device.
    host.replica.seal();
    this.#send(host, 0);
    this.#adopt(joined, { addedBy: host });
  }

  /** A device makes new recovery words. Nobody has heard of it yet. */
  renewWords(which: number): void {
    const actor = this.#pick(which);
    if (actor === undefined || this.#words.length >= 5) return;
    const came = byWords(actor);
    const likewise = this.actors.filter((other) => other !== actor && byWords(other) === came);
    if (came !== undefined && likewise.some((other) => this.#hasMadeUnheardWords(other, actor))) return;
    const keys = recoveryKeysFrom(this.tools.suite, this.tools.random(16));
    actor.replica.renewWords(keys);
    actor.made.add(this.#words.push({ keys, letters: new Map() }) - 1);
  }

  /** Somebody has a piece of paper, be it out of date, and what lies at the relay for it; the person knows the new device. */
  recover(which: number): void {
    if (this.active.length >= 8 || this.actors.length >= 12) return;
    const words = which % this.#words.length;
    const { keys, letters } = this.#wordsAt(words);
    if (letters.size === 0) return;
    const { suite, random } = this.tools;
    const own = newDeviceKeys(suite, random);
    const replica = recoverReplica(this.tools, keys, [...letters.values()], own, seededDocument(this.tools));
    replica.confirm();
    this.#adopt(replica, { words });
  }

  /** One device removes another; the person has the removed one no more. */
  remove(which: number, other: number): void {
    const actor = this.#pick(which);
    const target = this.#pick(other);
    if (actor === undefined || target === undefined || actor === target || this.active.length < 3) return;
    if (!actor.replica.group.members.devices.has(target.replica.keys.id)) return;
    const removed = this.actors.filter((other) => isBy(other, target));
    if (byWords(actor) !== undefined && removed.some((other) => this.#hasMadeUnheardWords(other, actor)))
      return;
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
   * was removed by somebody who had not heard of it yet, or the words by which it came were replaced by such a one: it has to be paired
   * again, and knows it. Where that is so of all that the person still has, the recovery words bring a device that belongs.
   */
  check(): void {
    if (this.isDisputed) return;
    if (this.active.length === 0) this.#comeBackByWords();
    const { active } = this;
    const first = (active.find((actor) => !this.#mayBeLost(actor)) ?? active[0])?.replica;
    if (first === undefined) throw new Error('nobody is left');
    const { devices } = first.group.members;
    for (const actor of this.actors) {
      if (!actor.isActive || (active.includes(actor) && devices.has(actor.replica.keys.id))) continue;
      assert.ok(this.#mayBeLost(actor), 'a device that was lost');
      assert.equal(actor.replica.obstacle, 'not-a-member', 'a lost device hears of it');
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
    for (const { record } of first.group.tree.values())
      if (record.change.kind === 'removed' && !first.group.struck.has(record.hash))
        assert.ok(
          !devices.has(record.change.device),
          'a removal that counts is done, be its author there or not',
        );
    const there = new Set(new SharedRecord(first.document).events().map(({ id }) => id));
    for (const [id, author] of this.promised)
      if (devices.has(author)) assert.ok(there.has(id), `event ${id} was acknowledged`);
  }

  #comeBackByWords(): void {
    const [lost] = this.actors.filter(({ isActive }) => isActive);
    if (lost === undefined) throw new Error('the person has no device');
    const { recovery } = lost.replica.group.members;
    const words = this.#words.findIndex(({ keys }) => isSameRecovery(keys.card, recovery));
    assert.ok(words >= 0, 'words that nobody made');
    this.recover(words);
    this.settle();
  }

  #adopt(replica: Replica, came: { readonly addedBy?: Actor; readonly words?: number }): void {
    const { addedBy, words } = came;
    const disk = new StoredReplica(replica);
    this.actors.push({ replica, disk, isActive: true, addedBy, words, made: new Set(), seen: new Set() });
  }

  #mayBeLost({ addedBy, words }: Actor): boolean {
    if (words !== undefined && this.#areReplaced(words)) return true;
    return addedBy !== undefined && (!addedBy.isActive || this.#mayBeLost(addedBy));
  }

  #areReplaced(words: number): boolean {
    const { card } = this.#wordsAt(words).keys;
    return !this.active.some(({ replica }) => isSameRecovery(replica.group.members.recovery, card));
  }

  #wordsAt(words: number): Words {
    return this.#words[words] as Words;
  }

  /**
   * That words were made of which another device has not heard. Where that one came by the words that they replace, and makes others or
   * removes whoever made these, there is a dispute, which ends in nothing by itself: `group.test.ts`.
   */
  #hasMadeUnheardWords({ made }: Actor, { replica }: Actor): boolean {
    const { formerWords, recovery } = replica.group.members;
    return [...made].some((words) => {
      const signing = toHex(this.#wordsAt(words).keys.card.signing);
      return !formerWords.has(signing) && toHex(recovery.signing) !== signing;
    });
  }

  #pick(which: number): Actor | undefined {
    const { active } = this;
    return active[which % Math.max(1, active.length)];
  }

  #send(actor: Actor, loss: number): void {
    const { replica } = actor;
    if (loss === 0) this.#writeLetter(replica);
    for (const { id } of replica.listenTo()) {
      const log = replica.log(id).filter(() => this.#choose(100) >= loss);
      this.relay.push(id, replica.keys.id, log);
      this.relay.empty(id, replica.keys.id, replica.coveredUpTo(id));
    }
  }

  #writeLetter(replica: Replica): void {
    const { recovery, head } = replica.group.members;
    const state = `${head}/${replica.generation}`;
    if (replica.obstacle !== undefined || this.#written.get(replica.keys.id) === state) return;
    this.#written.set(replica.keys.id, state);
    const at = this.#words.find(({ keys }) => isSameRecovery(keys.card, recovery));
    at?.letters.set(replica.keys.id, writeLetter(this.tools, replica.keys, replica));
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

/** By which of the recovery words a device came, or the one that added it. */
const byWords = ({ words, addedBy }: Actor): number | undefined =>
  words ?? (addedBy === undefined ? undefined : byWords(addedBy));

const isBy = (actor: Actor, other: Actor): boolean =>
  actor === other || (actor.addedBy !== undefined && isBy(actor.addedBy, other));

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
