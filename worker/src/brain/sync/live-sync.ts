import {
  putIntoMailbox,
  type RelayAddress,
  type Replica,
  SharedRecord,
  SyncSession,
  syncError,
  type LinkTools,
  type Tools,
  writeLetter,
} from '@parlour/sync';
import type { Vault } from '@parlour/vault';
import { ParlourError, type ProfileId } from '@parlour/wire';
import type { Profiles } from '../profiles/open-profiles.ts';
import type { Together } from '../together/open-together.ts';
import type { Trials } from '../trials/open-trials.ts';
import { keepReplica } from './kept-replica.ts';
import { sharedLedger } from './shared-ledger.ts';
import { sharedProfiles } from './shared-profiles.ts';
import { sharedSecret } from './shared-secret.ts';
import { type OwnSettings, sharedSettings } from './shared-settings.ts';
import { type Arrived, sharedVault } from './shared-vault.ts';
import { forgetFormerWords } from './forget-former-words.ts';
import type { SyncStore } from './sync-store.ts';

/** A device that shares, as long as the vault is open. */
export interface LiveSync {
  readonly session: SyncSession;
  readonly record: SharedRecord;
  /** Why the letter that the recovery words lead to is not the latest. */
  readonly wordsProblem: ParlourError | undefined;
  readonly hasOwnBudget: boolean;
  /** Why what is left of the privacy budget is not shared as it should be. */
  readonly budgetProblem: ParlourError | undefined;
  /**
   * Seals the record anew and stores it anew, once everything that was done is in it: of what was deleted nothing is left in what this device
   * has sealed before, here or at the relay. Other devices then fetch all of it, so it is for what is rare.
   */
  forgetForGood(): Promise<void>;
  close(): Promise<void>;
}

export interface LiveSyncParts {
  readonly tools: Tools;
  readonly link: LinkTools;
  readonly relay: RelayAddress;
  readonly replica: Replica;
  readonly store: SyncStore;
  readonly vault: Vault;
  readonly settings: OwnSettings;
  readonly profiles: Pick<Profiles, 'saved' | 'adopt' | 'hasEvents'>;
  readonly trials: Pick<Trials, 'secret' | 'takeSecret'>;
  readonly onSecretTaken: () => Promise<void>;
  readonly together: () => Promise<Pick<Together, 'book'>>;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly onChange: () => void;
  /** Events have come or gone, or settings changed, by another device's doing. */
  readonly onArrival: (arrived: Arrived) => void;
  /** Profiles are gone by another device's doing: the same, for good. */
  readonly onProfilesGone: (gone: readonly ProfileId[]) => Promise<void>;
}

const DAY = 86_400_000;
/** Milliseconds until a letter that could not be put is tried again. */
const LETTER_AGAIN = 60_000;

export function liveSync(parts: LiveSyncParts): LiveSync {
  const { tools, link, relay, replica, store, vault, now } = parts;
  const kept = keepReplica({ replica, store, after: (milliseconds, then) => link.after(milliseconds, then) });
  const record = new SharedRecord(replica.document);
  const events = sharedVault(vault, record);
  const settings = sharedSettings(record, parts.settings);
  const profiles = sharedProfiles(record, parts.profiles);
  const secret = sharedSecret(record, parts.trials, parts.onSecretTaken);
  const ledger = sharedLedger(record);
  let wordsProblem: ParlourError | undefined;
  let isWriting = false;
  let notBefore = 0;
  let hasOwnBudget = false;
  let budgetProblem: ParlourError | undefined;

  const sayWhoThisIs = (): void => {
    const { id } = replica.keys;
    const mine = { name: store.saved.name, lastSeen: Math.floor(now() / DAY) * DAY };
    const said = record.devices().get(id);
    for (const one of record.devices().keys())
      if (replica.group.members.former.has(one)) record.forgetDevice(one);
    if (said?.name !== mine.name || said.lastSeen !== mine.lastSeen) record.nameDevice(id, mine);
  };
  const shareBudget = async (): Promise<void> => {
    const { book } = await parts.together();
    const { came } = store.saved;
    if (came === 'founded') await book.found();
    else await book.join(replica.keys.id, came === 'paired' ? 'pairing' : 'recovery', budgetsIn(record));
    hasOwnBudget = came !== 'founded' && book.ledger?.entries[0]?.event.kind === 'founded';
    await ledger.reconcile(book, addedBy(replica));
    budgetProblem = undefined;
  };
  /** For whoever has the words: written anew when the members, the epoch or the outer document have changed. */
  const writeToWords = async (): Promise<void> => {
    const { members } = replica.group;
    const letter = `${members.head}/${replica.generation}`;
    const isDue = store.saved.letter !== letter && replica.obstacle === undefined && now() >= notBefore;
    if (!isDue || isWriting || session.status.kind !== 'up-to-date') return;
    isWriting = true;
    try {
      await putIntoMailbox({ suite: tools.suite, relay, recovery: members.recovery }, replica.keys, {
        writers: [...members.devices.keys()],
        letter: writeLetter(tools, replica.keys, replica),
      });
      await forgetFormerWords({ suite: tools.suite, relay, replica });
      await store.save({ letter });
      wordsProblem = undefined;
    } catch (error) {
      if (!(error instanceof ParlourError)) throw error;
      wordsProblem = error;
      notBefore = now() + LETTER_AGAIN;
    } finally {
      isWriting = false;
    }
  };
  const session: SyncSession = new SyncSession({
    replica,
    relay,
    tools: link,
    async absorb() {
      const arrived = await events.reconcile();
      if (arrived.came + arrived.went > 0) parts.onArrival(arrived);
      const changed = await profiles.reconcile();
      if (changed.gone.length > 0) {
        await parts.onProfilesGone(changed.gone);
        // In turns of its own, after this one. Where it fails nothing but that is missing, until the log is long.
        forgetForGood().catch(() => undefined);
      }
      if (changed.hasChanged) parts.onArrival({ came: 0, went: 0 });
      if (await settings.reconcile()) parts.onArrival({ came: 0, went: 0 });
      await secret.reconcile();
      // What cannot be told of the budget keeps nothing else from being shared.
      await shareBudget().catch((error: unknown) => {
        if (vault.isLocked) throw error;
        budgetProblem = syncError('budget-not-shared', error);
      });
      sayWhoThisIs();
    },
    save: () => kept.save(),
    onChange() {
      if (!vault.isLocked) writeToWords().then(parts.onChange, () => undefined);
      parts.onChange();
    },
  });
  async function forgetForGood(): Promise<void> {
    await session.turn();
    await session.change((one) => one.checkpoint());
    await kept.fold();
  }
  return {
    session,
    record,
    forgetForGood,
    get wordsProblem() {
      return wordsProblem;
    },
    get hasOwnBudget() {
      return hasOwnBudget;
    },
    get budgetProblem() {
      return budgetProblem;
    },
    async close() {
      await session.close();
      kept.close();
    },
  };
}

/** Devices that this one has added, which is what pairing does. */
const addedBy = ({ group, keys }: Replica): string[] =>
  group.chain.flatMap(({ change, authorId }) =>
    change.kind === 'added' && authorId === keys.id ? [toHex(change.device.signing)] : [],
  );

const budgetsIn = (record: SharedRecord): string[] => [
  ...new Set(
    record
      .ledgers()
      .flatMap((device) => record.ledger(device))
      .flatMap(({ event }) => (event.kind === 'founded' || event.kind === 'opened' ? [event.budget] : [])),
  ),
];

const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
