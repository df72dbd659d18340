import {
  type EventKind,
  HistoryEvent,
  HouseholdProfile,
  LedgerEntry,
  type ProfileId,
  profileOf,
} from '@parlour/wire';
import * as v from 'valibot';
import type * as Y from 'yjs';
import type { DeviceId } from '../keys/device-keys.ts';
import { syncError } from '../sync-error.ts';
import { EventShards } from './event-shards.ts';
import { NamedDevice } from './named-device.ts';
import { ProfileFields } from './profile-fields.ts';

const LEDGER = 'ledger/';

/** What JSON can say. */
export type SettingValue =
  | string
  | number
  | boolean
  | null
  | readonly SettingValue[]
  | { readonly [key: string]: SettingValue };

/**
 * The inner document as the rest of Parlour sees it: what a person's devices share. Ratings, watchlist and "not for me" are events,
 * as they are in the vault, and are read from them: the latest of a title counts.
 */
export class SharedRecord {
  readonly document: Y.Doc;
  readonly #events: EventShards;
  readonly #profiles: ProfileFields;

  constructor(document: Y.Doc) {
    this.document = document;
    this.#events = new EventShards(document);
    this.#profiles = new ProfileFields(document);
  }

  /** Years ascending. */
  events(): HistoryEvent[] {
    return this.#events.all();
  }

  years(): number[] {
    return this.#events.years();
  }

  /** Adds those that are not there yet; gives back how many. @throws ParlourError `sync/bad-entry`; then none was added. */
  addEvents(events: readonly HistoryEvent[]): number {
    check(v.array(HistoryEvent), events);
    return this.#change(() => this.#events.add(events));
  }

  retractEvents(ids: Iterable<string>): void {
    this.#change(() => this.#events.remove(new Set(ids)));
  }

  /** Deletes all events of a year (UTC). */
  eraseYear(year: number): void {
    this.#change(() => this.#events.removeYear(year));
  }

  /** Stars by item, of one profile. */
  ratings(profile: ProfileId): Map<string, number> {
    const latest = this.#latest(profile, ['rating']);
    return new Map([...latest].flatMap(([item, { stars }]) => (stars === undefined ? [] : [[item, stars]])));
  }

  /** Items, the latest first. */
  watchlist(profile: ProfileId): string[] {
    return [...this.#latest(profile, ['watchlist', 'unwatchlist'])]
      .filter(([, { kind }]) => kind === 'watchlist')
      .sort(([, a], [, b]) => (isLater(a, b) ? -1 : 1))
      .map(([item]) => item);
  }

  /** Items that the profile wants less of. */
  notForMe(profile: ProfileId): Set<string> {
    return new Set(this.#latest(profile, ['not-for-me']).keys());
  }

  settings(): Map<string, SettingValue> {
    return new Map(this.#settings().entries());
  }

  setSetting(name: string, value: SettingValue): void {
    this.#change(() => this.#settings().set(name, value));
  }

  /** What was chosen of profiles, in the order in which they were made. One that has nothing but events is not among them. */
  profiles(): HouseholdProfile[] {
    return this.#profiles.all();
  }

  /** @throws ParlourError `sync/bad-entry` */
  saveProfile(profile: HouseholdProfile): void {
    check(HouseholdProfile, profile);
    this.#change(() => this.#profiles.save(profile));
  }

  /** Takes away what was chosen of a profile; its events are taken back by themselves. */
  removeProfile(id: ProfileId): void {
    this.#change(() => this.#profiles.remove(id));
  }

  devices(): Map<DeviceId, NamedDevice> {
    const entries = [...this.#devices().entries()];
    return new Map(entries.filter((entry): entry is [string, NamedDevice] => v.is(NamedDevice, entry[1])));
  }

  /** @throws ParlourError `sync/bad-entry` */
  nameDevice(id: DeviceId, device: NamedDevice): void {
    check(NamedDevice, device);
    this.#change(() => this.#devices().set(id, device));
  }

  forgetDevice(id: DeviceId): void {
    this.#change(() => this.#devices().delete(id));
  }

  /** A device's privacy ledger, as far as it is here; `openLedger` checks it. Allotments given lie in it (`transfersToSend`). */
  ledger(device: DeviceId): LedgerEntry[] {
    const entries = valid(LedgerEntry, this.#ledger(device));
    const bySequence = new Map<number, LedgerEntry>();
    for (const entry of entries) if (!bySequence.has(entry.sequence)) bySequence.set(entry.sequence, entry);
    return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
  }

  /** Devices of which there is a ledger, those that belong no more included: what they spent stays spent. */
  ledgers(): DeviceId[] {
    return [...this.document.share.keys()]
      .filter((name) => name.startsWith(LEDGER))
      .map((name) => name.slice(LEDGER.length))
      .filter((device) => this.#ledger(device).length > 0)
      .sort();
  }

  /** Appends the entries of a device's own ledger that are not here yet. @throws ParlourError `sync/bad-entry` */
  publishLedger(device: DeviceId, entries: readonly LedgerEntry[]): void {
    check(v.array(LedgerEntry), entries);
    const known = new Set(this.ledger(device).map(({ sequence }) => sequence));
    const fresh = entries.filter(({ sequence }) => !known.has(sequence));
    if (fresh.length > 0) this.#change(() => this.#ledger(device).push(fresh));
  }

  #latest(profile: ProfileId, kinds: readonly EventKind[]): Map<string, HistoryEvent> {
    const latest = new Map<string, HistoryEvent>();
    for (const event of this.events()) {
      if (event.item === undefined || !kinds.includes(event.kind) || profileOf(event) !== profile) continue;
      const other = latest.get(event.item);
      if (other === undefined || isLater(event, other)) latest.set(event.item, event);
    }
    return latest;
  }

  #change<T>(work: () => T): T {
    return this.document.transact(work);
  }

  #settings(): Y.Map<SettingValue> {
    return this.document.getMap('settings');
  }

  #devices(): Y.Map<unknown> {
    return this.document.getMap('devices');
  }

  #ledger(device: DeviceId): Y.Array<unknown> {
    return this.document.getArray(`${LEDGER}${device}`);
  }
}

/** The same order on every device, also of events of one moment. */
const isLater = (a: HistoryEvent, b: HistoryEvent): boolean => a.at > b.at || (a.at === b.at && a.id > b.id);

const valid = <const S extends v.GenericSchema>(schema: S, values: Iterable<unknown>): v.InferOutput<S>[] =>
  [...values].filter((value): value is v.InferOutput<S> => v.is(schema, value));

function check(schema: v.GenericSchema, value: unknown): void {
  if (!v.is(schema, value)) throw syncError('bad-entry');
}
