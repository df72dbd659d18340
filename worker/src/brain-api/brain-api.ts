import type { EventKind, ProfileId } from '@parlour/wire';
import type { BrainState, Settings } from './brain-state.ts';
import type { BackendName, DeviceReport, TrainingReport } from './device-report.ts';
import type { ImportAnswers, ImportChoices, ImportPreview, ImportSummary } from './import-views.ts';
import type {
  InterestView,
  ListContext,
  ListRequest,
  Recommendation,
  RecommendationList,
  TitleExplanation,
} from './list-views.ts';
import type { ProfileChoice, ProfileContents, ProfileView, RestoredExport } from './profile-views.ts';
import type { OnProgress } from './progress.ts';
import type { SyncBeginning, SyncView } from './sync-views.ts';
import type {
  CatalogueFacets,
  HistoryPage,
  ItemCard,
  ItemDetail,
  MyView,
  TasteGroup,
} from './title-views.ts';
import type { DeviceConditions, TogetherView } from './together-views.ts';
import type { CreatedVault, PasskeyChallenge, PasskeySecret, VaultUnlock } from './vault-access.ts';

/**
 * What the page may ask of the brain, the worker that holds the vault, the catalogue and the model.
 * Carried by Comlink. Every method may reject with a `PlainError`-carrying error (see `unwrapError`).
 */
export interface BrainApi {
  /** Loads the public catalogue, looks at the vault. Idempotent. */
  start(): Promise<BrainState>;
  /** Calls `listener` (a Comlink proxy) on every change of state, from then on. */
  subscribe(listener: (state: BrainState) => void): Promise<void>;

  // The vault
  createVault(passphrase: string): Promise<CreatedVault>;
  unlock(key: VaultUnlock): Promise<void>;
  lock(): Promise<void>;
  /** Takes the vault from another tab, which locks itself and steps aside. */
  takeOver(): Promise<void>;
  /** What a WebAuthn call needs to unlock, or to add a passkey (then `credentialIds` may be empty); undefined without a vault. */
  passkeyChallenge(): Promise<PasskeyChallenge | undefined>;
  addPasskey(passphrase: string, passkey: PasskeySecret): Promise<void>;
  removePasskey(): Promise<void>;
  changePassphrase(oldPassphrase: string, newPassphrase: string): Promise<void>;
  /** Sets a new passphrase with the recovery words. */
  recover(words: string, newPassphrase: string): Promise<void>;
  /** Decrypted JSON of everything in the vault; what is damaged is in it as it is. */
  exportVault(): Promise<Blob>;
  /** Brings back histories and profiles of an export, as far as they are not here. @throws `restore/not-an-export` */
  restoreExport(file: File, onProgress: OnProgress): Promise<RestoredExport>;
  /** Deletes what is unreadable in the vault, for a person who was told (`problem` `vault/damaged-...`) and has given up on it. */
  discardDamaged(): Promise<void>;
  /** Erases the vault, caches and files of this site on this device. */
  eraseEverything(): Promise<void>;
  /** Tells the brain that the page was hidden: buffered events are written at once. */
  flush(): Promise<void>;
  /** Tells the brain that the person is there, as every other call does that a person's doing leads to. */
  touch(): Promise<void>;
  settings(): Promise<Settings>;
  changeSettings(change: Partial<Settings>): Promise<Settings>;

  // Profiles of the household: everything below that is of a person is of the one that is open.
  /** Errors: `profile/bad-name`, `-name-taken`, `-too-many`. */
  addProfile(chosen: ProfileChoice): Promise<ProfileView>;
  changeProfile(id: ProfileId, chosen: ProfileChoice): Promise<void>;
  /** Resolves when its first list can be made at once; until then the other one stays open. */
  switchProfile(id: ProfileId, onProgress: OnProgress): Promise<void>;
  profileContents(id: ProfileId): Promise<ProfileContents>;
  /** Deletes a profile and all that there is of it, here and, where devices share, on all of them. Not the first one: `profile/first`. */
  deleteProfile(id: ProfileId, onProgress: OnProgress): Promise<void>;

  // Importing a history
  /** Makes ready what `previewImport` will need, while the person still looks for the file. */
  prepareImport(): Promise<void>;
  previewImport(file: File, answers: ImportAnswers, onProgress: OnProgress): Promise<ImportPreview>;
  commitImport(previewId: string, choices: ImportChoices, onProgress: OnProgress): Promise<ImportSummary>;
  /** Stops the reading of a file: the `previewImport` under way rejects with `import/stopped`. Starting another one does so too. */
  stopPreview(): Promise<void>;
  /** Drops a preview. */
  cancelImport(previewId: string): Promise<void>;
  imports(): Promise<ImportSummary[]>;
  undoImport(importId: string): Promise<void>;
  /** CSV of the rows that matched nothing, of one import or of all. */
  unmatchedCsv(importId?: string): Promise<Blob>;

  // The catalogue
  facets(): Promise<CatalogueFacets>;
  item(id: string): Promise<ItemDetail | undefined>;
  findTitles(text: string, limit: number): Promise<ItemCard[]>;

  // The list
  recommend(request: ListRequest): Promise<RecommendationList>;
  /** Why this title would be recommended, and how far its entry can be relied on. */
  explain(itemId: string, context?: ListContext): Promise<TitleExplanation>;
  /** What is in a list that was made before, as schema.org's `ItemList` in JSON-LD. */
  listAsJsonLd(entries: readonly Recommendation[]): Promise<Blob>;
  /** What the person likes, largest first; empty where nothing is known. */
  interests(): Promise<InterestView[]>;
  tasteGroups(seed: number): Promise<TasteGroup[]>;
  chooseTaste(groupIds: string[]): Promise<void>;
  feedback(itemId: string, kind: EventKind, stars?: number): Promise<void>;
  /** Takes back the person's last `kind` of an item made in the viewer. */
  takeBack(itemId: string, kind: EventKind): Promise<void>;
  /** What the person has said about titles, in the order of `itemIds`. */
  mine(itemIds: string[]): Promise<MyView[]>;
  watchlist(): Promise<ItemCard[]>;
  history(page: { offset: number; limit: number }): Promise<HistoryPage>;

  // The model and the device
  train(onProgress: OnProgress): Promise<TrainingReport>;
  stopTraining(): Promise<void>;
  device(): Promise<DeviceReport>;
  measureDevice(onProgress: OnProgress): Promise<DeviceReport>;
  chooseBackend(name: BackendName | 'auto'): Promise<DeviceReport>;

  // Learning together
  /** What of taking part is known on this device; nothing is asked of anybody. */
  together(): Promise<TogetherView>;
  /** Asks the aggregator what it asks of everybody: public files alone. */
  lookAtQuestions(): Promise<TogetherView>;
  /**
   * Begins to take part in what is asked now. `way`: an invite as it was typed, or the code in hex that a log-in ended in.
   * `off`: families of queries to answer with zeros.
   */
  takePart(
    way: { readonly kind: 'invite' | 'oidc'; readonly code: string },
    off: readonly string[],
  ): Promise<TogetherView>;
  /** The person takes part, and has logged in again: `code` in hex. */
  logInAgain(code: string): Promise<TogetherView>;
  /** Agrees to what is asked now, where it is more than was agreed to. */
  agreeToQuestions(): Promise<TogetherView>;
  /** The person was asked and does not want to take part. */
  declineTogether(): Promise<TogetherView>;
  switchQuery(family: string, isOn: boolean): Promise<TogetherView>;
  stopTakingPart(): Promise<TogetherView>;
  /** The report of a round as it was before masks were laid over it: packed words. */
  sentBytes(round: string): Promise<Blob>;

  // A person's own devices
  /** How they share their record; nothing is asked of anybody. */
  sync(): Promise<SyncView>;
  /** Makes new recovery words, in place of those that opened the vault until now. Nothing is shared before `beginSync`. */
  newSyncWords(passphrase: string): Promise<readonly string[]>;
  /** On a device that shares: the words of `newSyncWords`, which the person has written down, take the place of the old ones for all devices. */
  replaceSyncWords(): Promise<SyncView>;
  /** The first device begins to share, once the person has written the words of `newSyncWords` down. */
  beginSync(beginning: SyncBeginning): Promise<SyncView>;
  /** On a new device: shows a code, which another device reads. Good for two minutes, and once. */
  showPairingCode(beginning: SyncBeginning): Promise<SyncView>;
  /** On a device that shares already: the text of the QR code, or the eight words. */
  readPairingCode(text: string): Promise<SyncView>;
  /** The person has compared the numbers on both screens: they are the same. */
  confirmPairing(): Promise<SyncView>;
  stopPairing(): Promise<SyncView>;
  /** On a new device, with nobody else there: the recovery words of the first device. */
  openByWords(words: string, beginning: SyncBeginning): Promise<SyncView>;
  /** After `openByWords`: the person has looked at the list of devices. Before that, nothing is uploaded. */
  confirmDevices(): Promise<SyncView>;
  removeDevice(id: string): Promise<SyncView>;
  renameDevice(name: string): Promise<SyncView>;
  /** Undefined: the relay that Parlour came with. */
  changeRelay(address: string | undefined): Promise<SyncView>;
  /** Tells the others, which needs a connection; with `isQuiet` it tells nobody. */
  leaveSync(isQuiet: boolean): Promise<SyncView>;
  /** Has the relay forget all that it keeps for these devices; this one shares no more. */
  eraseSyncRoom(): Promise<SyncView>;
  /** Begins a fresh room at the relay, as after another device has erased the one before. */
  beginNewRoom(): Promise<SyncView>;
  /** Tries at once to reach the relay. */
  wakeSync(): Promise<void>;
  /** What the page can tell of the device and the brain cannot. */
  tellConditions(conditions: DeviceConditions): Promise<void>;
}
