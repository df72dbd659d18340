import {
  eraseMailbox,
  foundReplica,
  joinReplica,
  lettersIn,
  linkTools,
  newDeviceKeys,
  openReplica,
  putIntoMailbox,
  readPairingCode,
  recoverReplica,
  type RecoveryKeys,
  recoveryKeysOf,
  type RelayAddress,
  relayAddress,
  type Replica,
  sodiumSuite,
  syncError,
  type Tools,
  welcomeNewcomer,
} from '@parlour/sync';
import type { Vault } from '@parlour/vault';
import { ParlourError, type ProfileId } from '@parlour/wire';
import type { BrainState, SyncBeginning, SyncView } from '../../brain-api/index.ts';
import { once } from '../once.ts';
import type { Profiles } from '../profiles/open-profiles.ts';
import type { Together } from '../together/open-together.ts';
import type { Trials } from '../trials/open-trials.ts';
import { type LiveSync, liveSync } from './live-sync.ts';
import { type PairingRun, runHost, runNewcomer } from './pairing-run.ts';
import type { OwnSettings } from './shared-settings.ts';
import type { SavedSync } from './saved-sync.ts';
import type { Arrived } from './shared-vault.ts';
import { openSyncStore } from './sync-store.ts';
import { syncView } from './sync-view.ts';

/** Sharing between a person's own devices, as far as an open vault is concerned. */
export interface Sync {
  readonly state: NonNullable<BrainState['sync']>;
  view(): SyncView;
  /** Makes new recovery words, which from now on open the vault too. Nothing is shared before `begin`. */
  newWords(passphrase: string): Promise<readonly string[]>;
  /** The words that `newWords` gave, and the person has written down, are those of all devices from now on. */
  replaceWords(): Promise<SyncView>;
  /** The first device begins, with the words that `newWords` gave and the person has written down. */
  begin(beginning: SyncBeginning): Promise<SyncView>;
  showCode(beginning: SyncBeginning): Promise<SyncView>;
  readCode(text: string): Promise<SyncView>;
  confirmNumbers(): SyncView;
  stopPairing(): SyncView;
  openByWords(words: string, beginning: SyncBeginning): Promise<SyncView>;
  /** A device that came by the words: the person has looked at the list. */
  confirmDevices(): Promise<SyncView>;
  removeDevice(id: string): Promise<SyncView>;
  rename(name: string): Promise<SyncView>;
  changeRelay(address: string | undefined): Promise<SyncView>;
  /** Where the keys are missing, or the device belongs no more, nobody is told in any case. */
  leave(isQuiet: boolean): Promise<SyncView>;
  /** Has the relay forget everything of this person's devices; this one shares no more. */
  eraseRoom(): Promise<SyncView>;
  newRoom(): Promise<SyncView>;
  /** Something was deleted for good: nothing of it is to be left in what was sealed and stored here before. */
  forgetForGood(): Promise<void>;
  /** The vault or its settings may have changed, or the network. */
  look(): void;
  wake(): void;
  flush(): Promise<void>;
  close(): void;
}

export interface SyncParts {
  readonly vault: Vault;
  readonly settings: OwnSettings;
  readonly profiles: Pick<Profiles, 'saved' | 'adopt' | 'hasEvents'>;
  readonly trials: Pick<Trials, 'secret' | 'takeSecret'>;
  readonly onSecretTaken: () => Promise<void>;
  readonly together: () => Promise<Pick<Together, 'book'>>;
  /** Address of the relay that Parlour comes with. */
  readonly ownRelay: string;
  readonly now: () => number;
  readonly onChange: () => void;
  readonly onArrival: (arrived: Arrived) => void;
  readonly onProfilesGone: (gone: readonly ProfileId[]) => Promise<void>;
}

export async function openSync(parts: SyncParts): Promise<Sync> {
  const { vault, ownRelay, now } = parts;
  const store = await openSyncStore(vault);
  const getTools = once(
    async (): Promise<Tools> => ({
      suite: await sodiumSuite(),
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    }),
  );
  let live: LiveSync | undefined;
  let pairing: PairingRun | undefined;
  let words: RecoveryKeys | undefined;
  let changes = 0;
  let arrivals = 0;
  let isClosed = false;
  const changed = (): SyncView => {
    changes += 1;
    parts.onChange();
    return view();
  };
  const relayOf = (saved: Pick<SavedSync, 'relay'>): RelayAddress => relayAddress(saved.relay ?? ownRelay);
  const view = (): SyncView => syncView({ store, live, pairing, relay: relayOf(store.saved).text });
  const share = async (replica: Replica): Promise<LiveSync> => {
    const tools = await getTools();
    const relay = relayOf(store.saved);
    const started = liveSync({
      ...parts,
      tools,
      link: linkTools(tools.suite),
      relay,
      replica,
      store,
      onChange: changed,
      onArrival(arrived) {
        arrivals += 1;
        parts.onArrival(arrived);
      },
    });
    if (isClosed) await started.close();
    live = started;
    return started;
  };
  const halt = async (): Promise<void> => {
    const running = live;
    live = undefined;
    await running?.close();
  };
  const running = (): LiveSync => {
    if (live === undefined) throw syncError('keys-missing');
    return live;
  };
  const chosen = ({ relay, name }: SyncBeginning): Pick<SavedSync, 'relay' | 'name'> => ({
    relay: relay === undefined ? null : relayAddress(relay).text,
    name: name.trim().slice(0, 100),
  });
  /** Shares from now on, stored before anything is said to anybody. */
  const start = async (replica: Replica, how: Partial<SavedSync>): Promise<void> => {
    await halt();
    await store.save({ choice: 'on', letter: null, ...how }, replica.state());
    await share(replica);
  };

  if (store.saved.choice === 'on' && store.replica !== undefined) {
    try {
      await share(openReplica(await getTools(), store.replica));
    } catch (error) {
      // Keys that cannot be read are keys that are missing: nothing is sent, and the page says so.
      if (vault.isLocked || !(error instanceof ParlourError) || error.code !== 'sync/bad-state') throw error;
    }
  }
  return {
    get state() {
      return { choice: store.saved.choice, status: view().status.kind, changes, arrivals };
    },
    view,
    async newWords(passphrase) {
      const made = await vault.renewRecoveryWords({ passphrase });
      words = recoveryKeysOf((await getTools()).suite, made.join(' '));
      return made;
    },
    async replaceWords() {
      const { session } = running();
      const made = words;
      if (made === undefined) throw syncError('no-words');
      await session.change((replica) => replica.renewWords(made));
      words = undefined;
      return changed();
    },
    async begin(beginning) {
      if (words === undefined) throw syncError('no-words');
      const how = chosen(beginning);
      const tools = await getTools();
      await start(foundReplica(tools, newDeviceKeys(tools.suite, tools.random), words), {
        ...how,
        came: 'founded',
      });
      words = undefined;
      return changed();
    },
    async showCode(beginning) {
      pairing?.stop();
      const how = chosen(beginning);
      const tools = await getTools();
      const keys = newDeviceKeys(tools.suite, tools.random);
      pairing = runNewcomer({
        tools,
        relay: relayOf(how),
        keys,
        now,
        onChange: changed,
        async onPaired(paired) {
          await start(joinReplica(tools, keys, paired), { ...how, came: 'paired' });
          pairing = undefined;
        },
      });
      return changed();
    },
    async readCode(text) {
      pairing?.stop();
      const { session } = running();
      const tools = await getTools();
      pairing = runHost({
        tools,
        relay: relayOf(store.saved),
        code: readPairingCode(tools.suite, text),
        now,
        onChange: changed,
        async onConfirmed(confirmed, card) {
          await session.change((replica) => replica.add(card));
          await session.settled();
          return welcomeNewcomer(tools, confirmed, session.replica);
        },
        onDone() {
          pairing = undefined;
        },
      });
      return changed();
    },
    confirmNumbers() {
      pairing?.confirm();
      return changed();
    },
    stopPairing() {
      pairing?.stop();
      pairing = undefined;
      return changed();
    },
    async openByWords(typed, beginning) {
      const how = chosen(beginning);
      const relay = relayOf(how);
      const tools = await getTools();
      const keys = recoveryKeysOf(tools.suite, typed);
      const place = { suite: tools.suite, relay, recovery: keys.card };
      const replica = recoverReplica(tools, keys, await lettersIn(place));
      // The words are forgotten after this: whoever comes by them says here that the new device may write, too.
      await putIntoMailbox(place, keys, { writers: [...replica.group.members.devices.keys()] });
      await start(replica, { ...how, came: 'recovered' });
      return changed();
    },
    async confirmDevices() {
      await running().session.change((replica) => replica.confirm());
      return changed();
    },
    async removeDevice(id) {
      const { session, record } = running();
      await session.change((replica) => {
        replica.remove(id);
        record.forgetDevice(id);
      });
      return changed();
    },
    async rename(name) {
      await store.save({ name: name.trim().slice(0, 100) });
      await live?.session.turn();
      return changed();
    },
    async changeRelay(address) {
      const relay = address === undefined ? null : relayAddress(address).text;
      const replica = live?.session.replica;
      await halt();
      // Whatever could not be stored before: who shares again takes what lies there for all there is.
      await store.save({ relay, letter: null }, replica?.state());
      if (replica !== undefined) await share(replica);
      return changed();
    },
    async leave(isQuiet) {
      if (live !== undefined && live.session.replica.isMember && !isQuiet) {
        await live.session.leave();
      }
      await halt();
      await store.forget();
      return changed();
    },
    async eraseRoom() {
      const { session } = running();
      const { keys, group } = session.replica;
      const { suite } = await getTools();
      // First what the words lead to: where that is refused nothing has been erased yet.
      await eraseMailbox({ suite, relay: relayOf(store.saved), recovery: group.members.recovery }, keys);
      await session.erase();
      await halt();
      await store.forget();
      return changed();
    },
    async newRoom() {
      await running().session.moveOn();
      return changed();
    },
    async forgetForGood() {
      await live?.forgetForGood();
    },
    look() {
      live?.session.turn().catch(() => undefined);
    },
    wake() {
      live?.session.wake();
    },
    async flush() {
      await live?.session.flush();
    },
    close() {
      isClosed = true;
      pairing?.stop();
      halt().catch(() => undefined);
    },
  };
}
