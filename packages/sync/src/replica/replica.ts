import * as Y from 'yjs';
import { type Bytes, owned } from '../bytes.ts';
import { type DeviceCard, type DeviceId, type DeviceKeys, idOf } from '../keys/device-keys.ts';
import type { EpochId } from '../keys/epoch-key.ts';
import type { RecoveryKeys } from '../keys/recovery-keys.ts';
import type { Room } from '../keys/room.ts';
import type { Group } from '../membership/group.ts';
import type { Record } from '../membership/record.ts';
import type { Fork, Gap } from '../room/room-view.ts';
import type { SealedUpdate } from '../sealing/sealed-update.ts';
import type { SyncSuite, Tools } from '../suite/sync-suite.ts';
import { syncError } from '../sync-error.ts';
import { earlierKeys, followGroup, type FollowingDevice, lookIntoEpochs } from './follow-group.ts';
import { type JoinedRoom, joinedRoomState } from './joined-room.ts';
import { type Obstacle, obstacleOf } from './obstacle.ts';
import { OwnGroup } from './own-group.ts';
import type { Found } from './found.ts';
import { noRefusals, type Refusals } from './refusals.ts';
import type { ReplicaParts } from './replica-parts.ts';
import type { StoredReplica } from './replica-change.ts';
import type { ReplicaState, StateBesideDocument } from './replica-state.ts';
import { Rooms } from './rooms.ts';
import { type Content, sealInRoom, unsealedIn, wholeRecord } from './seal-in-room.ts';
import { fromOthers, takeIn, type TakingDevice } from './take-in.ts';
import { UnsealedEdits } from './unsealed-edits.ts';

export interface Outgoing {
  readonly room: string;
  readonly update: SealedUpdate;
}

/**
 * A device's part in the shared record: keys, members, rooms and the inner document, without sockets, clock or storage. What comes
 * from a relay goes into `receive`; what `seal` gives must be on disk (`state`) before it is sent.
 */
export class Replica {
  readonly document: Y.Doc;
  readonly keys: DeviceKeys;
  readonly refusals: Refusals = noRefusals();
  readonly #tools: Tools;
  readonly #group: OwnGroup;
  readonly #epochKeys = new Map<EpochId, Bytes>();
  readonly #rooms: Rooms;
  readonly #edits = new UnsealedEdits();
  /** A device that came by the recovery words uploads nothing until the person has looked at the list of devices. */
  #isConfirmed: boolean;

  constructor(parts: ReplicaParts, stored?: StoredReplica) {
    this.#tools = { suite: parts.suite, random: parts.random };
    this.keys = parts.keys;
    this.#rooms = new Rooms(parts.suite, this.#epochKeys);
    this.document = parts.document;
    this.#group = new OwnGroup({
      tools: this.#tools,
      keys: parts.keys,
      group: parts.group,
      epochKeys: this.#epochKeys,
      onGrown: (group) => followGroup(this.#following, group),
    });
    this.#isConfirmed = stored?.about.isConfirmed ?? parts.isConfirmed ?? true;
    if (stored === undefined) this.#group.lookAgain();
    else this.#restore(stored);
    this.document.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== fromOthers) this.#edits.add(update);
    });
  }

  get group(): Group {
    return this.#group.current;
  }

  get isMember(): boolean {
    return this.#group.isMember;
  }

  /** The room that this device writes to; undefined while it has no key of the epoch. */
  get room(): Room | undefined {
    return this.#rooms.current?.room;
  }

  /** Whether `seal` has anything to seal. */
  get hasUnsealed(): boolean {
    return this.#edits.length > 0 || this.#rooms.current?.isPublished === false;
  }

  /** Edits of the inner document that are not sealed yet. */
  get unsealed(): number {
    return this.#edits.length;
  }

  /** They themselves: the same list, which grows, until all of it has been sealed. */
  get unsealedEdits(): readonly Uint8Array[] {
    return this.#edits.list;
  }

  get obstacle(): Obstacle | undefined {
    const { group, isMember, room } = this;
    return obstacleOf({ group, isMember, room, isConfirmed: this.#isConfirmed });
  }

  /** Rooms to look into: the current one, earlier ones, in which devices left behind write, and those begun anew after each. */
  listenTo(): Room[] {
    return this.#rooms.listenTo();
  }

  /** This device's updates that must lie in a room, oldest first. */
  log(room: string): readonly SealedUpdate[] {
    return this.#rooms.joined(room)?.log.updates ?? [];
  }

  /** This device's updates in a room up to this sequence number are covered by a checkpoint, and need not lie there. */
  coveredUpTo(room: string): number {
    return this.#rooms.coveredUpTo(room, this.keys.id);
  }

  /** Missing updates of devices that still belong, in the room that is current. Those that stay are somebody's doing. */
  gaps(): Gap[] {
    const gaps = this.#rooms.current?.view.gaps() ?? [];
    return gaps.filter(({ device }) => this.group.members.devices.has(device));
  }

  forks(): Fork[] {
    const forks = this.#rooms.current?.view.forks() ?? [];
    return forks.filter(({ device }) => this.group.members.devices.has(device));
  }

  /** Keys of epochs that are over, oldest first: for whoever comes (`HandedOn`). */
  get earlier(): Map<EpochId, Bytes> {
    return earlierKeys(this.group, this.#epochKeys);
  }

  /** Keys of epochs, oldest first, by the recovery words or from whoever added this device; all others come with the records. */
  takeKeys(keys: ReadonlyMap<EpochId, Bytes>): void {
    lookIntoEpochs(this.#following, this.group.members.epoch, keys);
    this.#group.lookAgain();
  }

  /** The outer document that the other devices use in the epoch as it is. */
  get generation(): number {
    return this.#rooms.current?.room.generation ?? 0;
  }

  /** Begins with a later outer document than the epoch's first, as the device that gave the records does. */
  beginWith(generation: number): void {
    if (this.#rooms.current !== undefined && generation > this.generation)
      this.#rooms.enter(this.#rooms.current.room.epoch, generation);
  }

  /**
   * Takes in what lies in a room, all of it that is new, in any order. Membership records come first, so that a removal counts
   * before what the removed device wrote after it. Gives back what was not taken because its author does not belong: to be given
   * again once the members have changed, and with what comes next.
   */
  receive(roomId: string, found: readonly Found[]): Found[] {
    return takeIn(this.#taking, roomId, found);
  }

  /** Seals what is unsealed: edits, records that a room lacks, all that is known where a room is new. */
  seal(): Outgoing[] {
    this.#tend();
    if (!this.#mayPostRecords) return [];
    const outgoing: Outgoing[] = [];
    for (const joined of this.#rooms.all) {
      // Of those whose place is not known yet, whoever knows it tells.
      const { tree, struck } = this.group;
      const records = [...tree.values()]
        .map(({ record }) => record)
        .filter((one) => !joined.records.has(one.hash) && (!struck.has(one.hash) || this.#isOwn(one)));
      const isWritten = joined === this.#rooms.current && this.obstacle === undefined;
      const content = isWritten ? unsealedIn(joined, this.#edits, this.group, this.document) : {};
      if (records.length === 0 && content.update === undefined) continue;
      const bytes = records.map((record) => record.bytes);
      outgoing.push(this.#sealIn(joined, bytes.length > 0 ? { records: bytes, ...content } : content));
      for (const { hash } of records) joined.records.add(hash);
    }
    return outgoing;
  }

  /** Seals the whole inner document: what it covers need not stay in the room. */
  checkpoint(): Outgoing[] {
    const outgoing = this.seal();
    if (this.obstacle !== undefined || this.#rooms.current === undefined) return outgoing;
    return [...outgoing, this.#sealIn(this.#rooms.current, wholeRecord(this.group, this.document))];
  }

  /** Begins a fresh outer document, because the one at hand is not what the devices wrote. Everything is published there again. */
  moveOn(): void {
    if (this.#rooms.current === undefined) return;
    this.#rooms.enter(this.#rooms.current.room.epoch, this.#rooms.current.room.generation + 1);
  }

  /** @throws ParlourError `sync/too-many-devices`, `sync/not-a-member`, `sync/keys-missing` */
  add(card: DeviceCard): Record {
    return this.#group.add(card);
  }

  /** @throws ParlourError `sync/unknown-device`, `sync/not-a-member` */
  remove(device: DeviceId): Record {
    return this.#group.remove(device);
  }

  /** New recovery words: the old ones open nothing any more. @throws ParlourError `sync/not-a-member` */
  renewWords(words: RecoveryKeys): Record {
    return this.#group.renewWords(words);
  }

  /**
   * The last thing that this device writes: that it leaves, and all that it knows, in every room that others may still look into.
   *
   * @throws ParlourError `sync/not-a-member`, `sync/keys-missing`
   */
  leave(): Outgoing[] {
    this.#tend();
    const record = this.#group.leaving();
    if (this.#rooms.current === undefined) throw syncError('keys-missing');
    const update = owned(Y.encodeStateAsUpdate(this.document));
    const records = [...this.group.records.values(), record];
    const outgoing = this.#rooms.all.map((joined) => {
      const lacking = records.filter(({ hash }) => !joined.records.has(hash));
      return this.#sealIn(joined, { update, records: lacking.map(({ bytes }) => bytes) });
    });
    this.#group.take(record);
    return outgoing;
  }

  /** The person has looked at the list of devices and knows them all. */
  confirm(): void {
    this.#isConfirmed = true;
  }

  /** Everything to go on from; the inner document, too. Secret. */
  state(): ReplicaState {
    return {
      ...this.stateBesideDocument(),
      document: owned(Y.encodeStateAsUpdate(this.document)),
      pending: this.#edits.merged(),
    };
  }

  /** What of the state is short: it takes no looking through the inner document. */
  stateBesideDocument(): StateBesideDocument {
    return {
      format: 1,
      signingSeed: this.keys.signingSeed,
      kemSeed: this.keys.kemSeed,
      records: [...this.group.records.values()].map(({ bytes }) => bytes),
      accepted: [...this.group.accepted],
      isConfirmed: this.#isConfirmed,
      epochKeys: Object.fromEntries(this.#epochKeys),
      rooms: this.#rooms.all.map(joinedRoomState),
      abandoned: this.#rooms.abandoned,
      current: this.#rooms.current?.room.id,
    };
  }

  /** Also a device that waits to be added anew has records of which the others must hear. */
  get #mayPostRecords(): boolean {
    return this.obstacle === undefined || (this.obstacle === 'not-a-member' && this.#group.isWaiting);
  }

  /** Also where it counts for nothing others hear of it: whether something else counts may rest on that it is there. */
  #isOwn({ authorId, change }: Record): boolean {
    return authorId === this.keys.id || (change.kind === 'recovered' && idOf(change.device) === this.keys.id);
  }

  get #suite(): SyncSuite {
    return this.#tools.suite;
  }

  #restore({ about, updates, unsealed }: StoredReplica): void {
    for (const [epoch, key] of Object.entries(about.epochKeys)) this.#epochKeys.set(epoch, key);
    this.#rooms.restore(about.rooms, about.abandoned, about.current);
    for (const update of updates) Y.applyUpdate(this.document, update, fromOthers);
    this.#edits.add(...unsealed);
  }

  get #following(): FollowingDevice {
    return { suite: this.#suite, keys: this.keys, epochKeys: this.#epochKeys, rooms: this.#rooms };
  }

  get #taking(): TakingDevice {
    const { keys, document, refusals } = this;
    return { suite: this.#suite, keys, group: this.#group, rooms: this.#rooms, document, refusals };
  }

  #tend(): void {
    this.#group.tend(() => this.obstacle !== undefined && this.obstacle !== 'unconfirmed');
  }

  #sealIn(joined: JoinedRoom, content: Content): Outgoing {
    const update = sealInRoom(this.#tools, this.keys, joined, content);
    joined.log.trim(this.coveredUpTo(joined.room.id));
    return { room: joined.room.id, update };
  }
}
