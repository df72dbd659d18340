import type { EventKind, HistoryEvent, Item } from '@parlour/wire';

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
  /** Begins to take part in what is asked now. `off`: families of queries to answer with zeros. */
  takePart(invite: string, off: readonly string[]): Promise<TogetherView>;
  /** Agrees to what is asked now, where it is more than was agreed to. */
  agreeToQuestions(): Promise<TogetherView>;
  /** The person was asked and does not want to take part. */
  declineTogether(): Promise<TogetherView>;
  switchQuery(family: string, isOn: boolean): Promise<TogetherView>;
  stopTakingPart(): Promise<TogetherView>;
  /** The report of a round as it was before masks were laid over it: packed words. */
  sentBytes(round: string): Promise<Blob>;
  /** What the page can tell of the device and the brain cannot. */
  tellConditions(conditions: DeviceConditions): Promise<void>;
}

export type OnProgress = (progress: Progress) => void;
/** `fraction` is 0..1; `step` is a plain present participle ("Reading", "Matching titles"). */
export interface Progress {
  readonly step: string;
  readonly fraction: number;
}

export interface BrainState {
  /** `elsewhere`: another tab holds the vault. `unusable`: see `problem`. */
  readonly vault: 'none' | 'locked' | 'open' | 'elsewhere' | 'unusable';
  readonly hasPasskey: boolean;
  readonly catalogue: { readonly items: number; readonly version: string } | undefined;
  /** Events in the open vault that count for the model. */
  readonly events: number;
  readonly problem?: { code: string; message: string; meaning: string; mend: string };
  /** Whether the person takes part in rounds, and how often what `together()` says has changed; only where the vault is open. */
  readonly together?: { readonly choice: TogetherView['choice']; readonly changes: number };
}

export interface CreatedVault {
  /** BIP39, English, 12 words; shown once, kept nowhere. */
  readonly recoveryWords: readonly string[];
  /** True where 256 MiB could not be allocated and the key derivation uses 64 MiB with more passes. */
  readonly reducedMemory: boolean;
}

export type VaultUnlock = { passphrase: string } | { passkey: PasskeySecret };
export interface PasskeySecret {
  readonly credentialId: Uint8Array<ArrayBuffer>;
  /** 32 bytes, output of the WebAuthn PRF extension for `salt` of the challenge. */
  readonly prf: Uint8Array<ArrayBuffer>;
}
export interface PasskeyChallenge {
  readonly credentialIds: Uint8Array<ArrayBuffer>[];
  /** 32 bytes, to give to the PRF extension as `eval.first`. */
  readonly salt: Uint8Array<ArrayBuffer>;
}

export interface Settings {
  /** Minutes without use until the vault locks itself; 0 never. */
  readonly lockAfterMinutes: number;
  /** Platforms the person has; empty means all. */
  readonly platforms: string[];
  readonly country: string | undefined;
}

export interface ImportAnswers {
  /** For dates whose order the column cannot decide. */
  readonly dateOrder?: 'dmy' | 'mdy' | 'ymd';
  /** For files that hold several people's profiles. */
  readonly profile?: string;
}

export interface ImportPreview {
  readonly id: string;
  /** Plain name of the format: "Netflix viewing history". */
  readonly format: string;
  /** Set when the file cannot be read before the person answers; then the lists are empty. */
  readonly question?:
    | { readonly kind: 'date-order'; readonly examples: string[]; readonly orders: ('dmy' | 'mdy' | 'ymd')[] }
    | { readonly kind: 'profile'; readonly profiles: { readonly name: string; readonly rows: number }[] };
  /** Rows in the file that name something watched, rated or listed. */
  readonly rows: number;
  /** Rows that are already in the vault. */
  readonly known: number;
  /** Rows that could not be read, by line. */
  readonly rejected: { readonly line: number; readonly reason: string }[];
  /** Rows left out on purpose, by reason: "Trailers and previews", "Advertisements". */
  readonly ignored: { readonly reason: string; readonly rows: number }[];
  readonly matched: MatchedTitle[];
  readonly ambiguous: AmbiguousTitle[];
  readonly unmatched: UnmatchedTitle[];
  readonly from: number | undefined;
  readonly to: number | undefined;
}
export interface MatchedTitle {
  readonly key: string;
  readonly card: ItemCard;
  readonly rows: number;
}
export interface AmbiguousTitle {
  readonly key: string;
  readonly name: string;
  readonly rows: number;
  readonly candidates: ItemCard[];
}
export interface UnmatchedTitle {
  readonly key: string;
  readonly name: string;
  readonly rows: number;
}
/** By title key: the chosen item, or null for "none of these". Keys left out take the best candidate if matched, none if ambiguous. */
export interface ImportChoices {
  readonly items: Record<string, string | null>;
  /** Keys of matched titles that the person unticked: their rows are not imported. */
  readonly leaveOut: string[];
}
export interface ImportSummary {
  readonly importId: string;
  readonly format: string;
  readonly at: number;
  readonly added: number;
  readonly known: number;
  readonly matchedTitles: number;
  readonly unmatchedTitles: number;
}

/** What a card shows; everything else is in `ItemDetail`. */
export interface ItemCard {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly year: number | undefined;
  readonly genres: string[];
  readonly runtime: number | undefined;
  readonly seasons: number | undefined;
  readonly platforms: string[];
  readonly countries: string[];
}
export interface ItemDetail {
  readonly card: ItemCard;
  readonly item: Item;
  readonly mine: MyView;
  readonly similar: ItemCard[];
}
export interface MyView {
  readonly liked: boolean;
  readonly notForMe: boolean;
  readonly seen: boolean;
  readonly onWatchlist: boolean;
  readonly stars: number | undefined;
}

export interface CatalogueFacets {
  readonly platforms: Facet[];
  readonly types: Facet[];
  readonly genres: Facet[];
  readonly decades: Facet[];
}
export interface Facet {
  readonly value: string;
  readonly count: number;
}

export type Mood = 'light' | 'intense' | 'thoughtful' | 'relaxing' | 'exciting';

export type DeviceType = 'phone' | 'tablet' | 'computer' | 'television';

/** The moment that a list, or an explanation, is for. It stays on the device. */
export interface ListContext {
  readonly mood?: Mood;
  /** Minutes there are to watch. */
  readonly minutes?: number;
  readonly device?: DeviceType;
  /** Minutes to add to UTC for the person's clock; this device's own where it is missing. */
  readonly utcOffset?: number;
}

export interface ListRequest extends ListContext {
  readonly count: number;
  readonly platforms?: string[];
  readonly types?: string[];
  readonly genres?: string[];
  /** Minutes, inclusive. */
  readonly maxRuntime?: number;
  readonly exclude?: string[];
  readonly seed?: number;
  /** True lets titles through that the person has seen. */
  readonly rewatch?: boolean;
}
export interface RecommendationList {
  readonly entries: Recommendation[];
  /** Which ranker made the list: fallbacks are named as such in the interface. */
  readonly source: ListSource;
  /** How many titles passed the filters. */
  readonly considered: number;
  /** Titles that are not shown because their entries cannot be trusted. */
  readonly hidden: number;
  /** A whole sentence about trust, where there is something to say. */
  readonly notice?: string;
  /** Set where titles of low trust are shown, because hiding them would cost too many. */
  readonly warning?: 'low-trust';
  /** Strategies that could not take part; `why` is for who looks into it. */
  readonly missing: readonly MissingStrategy[];
}
export interface MissingStrategy {
  readonly strategy: 'collaborative' | 'content' | 'graph' | 'context';
  readonly why: string;
}
/** `personal`: the person's own engine. `popular`: public signals. `shuffle`: seeded random order. */
export type ListSource = 'personal' | 'popular' | 'shuffle';
export interface Recommendation {
  readonly card: ItemCard;
  readonly score: number;
  readonly source:
    | 'popular'
    | 'shuffle'
    | 'collaborative'
    | 'content'
    | 'graph'
    | 'context'
    | 'trending'
    | 'fresh';
  readonly reasons: Reason[];
  /** The reasons in a sentence or two. */
  readonly explanation: string;
  readonly trust: TrustView;
  readonly mine: MyView;
}
export interface Reason {
  readonly type:
    | 'similar-to'
    | 'because-genre'
    | 'because-person'
    | 'trending'
    | 'fresh'
    | 'mood'
    | 'cluster'
    | 'popular'
    | 'shuffle';
  /** A whole sentence: "Because you watched Dark". */
  readonly description: string;
  /** Share of the score that this reason carries, 0..1. */
  readonly confidence: number;
  /** Item ids from the person's history, or a genre or a person's name. */
  readonly path: string[];
}
/** How far the entry of a title can be relied on, 0..1 each; 0.7 is unknown. */
export interface TrustView {
  readonly score: number;
  readonly source: number;
  readonly metadata: number;
  readonly availability: number;
  readonly quality: number;
  readonly preference: number;
}
export interface TitleExplanation {
  readonly score: number;
  readonly reasons: Reason[];
  readonly trust: TrustView;
  /** Titles of the history and those between, by name, along real edges to this one; heaviest first. */
  readonly paths: { readonly cards: ItemCard[]; readonly weight: number }[];
  readonly moods: { readonly mood: Mood; readonly level: number; readonly words: string[] }[];
}
/** One of the things that the person likes, with the title that stands for it. */
export interface InterestView {
  readonly card: ItemCard;
  /** Of all that the person likes, 0..1. */
  readonly share: number;
  /** What its titles have in common, most common first. */
  readonly genres: string[];
  readonly titles: number;
}

export interface TasteGroup {
  readonly id: string;
  /** "Slow-burning crime from the North" */
  readonly name: string;
  readonly cards: ItemCard[];
}
export interface HistoryPage {
  readonly total: number;
  readonly entries: { readonly event: HistoryEvent; readonly card: ItemCard | undefined }[];
}

export type BackendName = 'typed-arrays' | 'webgpu' | 'wasm' | 'cpu';
export interface DeviceReport {
  readonly chosen: BackendName;
  readonly override: BackendName | 'auto';
  readonly backends: BackendReport[];
  readonly cores: number;
  readonly crossOriginIsolated: boolean;
  readonly lastTraining: TrainingReport | undefined;
  readonly mixture: MixtureReport;
  readonly storage: { readonly usedBytes: number | undefined; readonly quotaBytes: number | undefined };
}
/** How the strategies are mixed for this person, and what of it they taught. */
export interface MixtureReport {
  /** Sum 1. */
  readonly weights: {
    readonly collaborative: number;
    readonly content: number;
    readonly graph: number;
    readonly context: number;
  };
  /** What the person did that the weights follow. */
  readonly deeds: number;
  /** Where they began: what Parlour comes with, or what the operator published. */
  readonly start: 'parlour' | 'published';
  /** Watches after which a title counts half for what is wanted next; undefined where age makes no difference. */
  readonly halfLife: number | undefined;
  /** How much more a title counts that was watched in the same part of the week. */
  readonly sameTime: number;
  /** Why what was learned before could not be taken up; it begins anew then. */
  readonly problem: 'damaged' | 'newer' | undefined;
  /** Code of the reason why published weights are of no use. */
  readonly startProblem: string | undefined;
}
export interface BackendReport {
  readonly name: BackendName;
  readonly available: boolean;
  /** Why not, or the adapter's own description. */
  readonly detail: string;
  /** Median milliseconds; undefined until measured. */
  readonly scoreMs: number | undefined;
  readonly trainMs: number | undefined;
}
export interface TrainingReport {
  /** The backend that really ran the steps. */
  readonly backend: BackendName;
  readonly steps: number;
  readonly milliseconds: number;
  readonly stopped: boolean;
  /** Mean BPR loss over the first and the last tenth of the steps. */
  readonly lossBefore: number;
  readonly lossAfter: number;
  readonly at: number;
}

export interface DeviceConditions {
  /** Undefined where the browser does not say. */
  readonly isCharging?: boolean | undefined;
  /** Nobody sees the page. */
  readonly isHidden: boolean;
}
export interface TogetherView {
  readonly choice: 'unasked' | 'off' | 'on';
  /** Set where the person takes part. */
  readonly doing: TogetherDoing | undefined;
  /** What this device last sent in the round that is under way. */
  readonly leg: 'advertised' | 'drawn' | 'shared' | 'reported' | 'confirmed' | 'unmasked' | undefined;
  /** What is asked, as far as it is known. */
  readonly offer: TogetherOffer | undefined;
  /** Families of queries that are answered with zeros. */
  readonly off: string[];
  /** What one lifetime's budget is. */
  readonly lifetime: { readonly epsilon: number; readonly delta: number };
  readonly budget: BudgetView | undefined;
  /** The latest first. */
  readonly rounds: RoundView[];
  readonly problem: { code: string; message: string; meaning: string; mend: string } | undefined;
}
export type TogetherDoing =
  | { readonly what: 'resting' | 'nothing-asked' | 'all-off' | 'asks-more' | 'spent' | 'trouble' }
  | { readonly what: 'waiting-for-round' | 'in-round' }
  /** Unix milliseconds. */
  | { readonly what: 'token-later'; readonly at: number }
  | { readonly what: 'done-for-now'; readonly until: number }
  | { readonly what: 'waiting-for-moment'; readonly obstacle: 'in-use' | 'on-battery' | 'metered' };
export interface TogetherOffer {
  readonly epoch: string;
  /** Unix milliseconds. */
  readonly expiry: number;
  readonly queries: QueryView[];
  readonly minimumReports: number;
  readonly cohortSize: number;
  readonly reportBytes: number;
  /** Of one report, at `delta`. */
  readonly epsilon: number;
  readonly delta: number;
  /** Part of a lifetime's budget that one report costs. */
  readonly share: number;
  /** Share of a round's devices that must not work for whoever wants to look into the sum. */
  readonly honest: number;
  /** Whether the person has agreed to as much. */
  readonly isAgreed: boolean;
}
export interface QueryView {
  readonly id: string;
  readonly family: string;
  /** In the operator's words. */
  readonly purpose: string;
  readonly dimension: number;
  /** What a device says, in Parlour's own words; undefined where this version does not know the query, and says zeros. */
  readonly meaning: string | undefined;
  readonly isOn: boolean;
}
export interface BudgetView {
  /** Lifetime budgets that were opened, and what they allow together. */
  readonly budgets: number;
  readonly epsilon: number;
  readonly delta: number;
  /** Budgets that are left on this device. */
  readonly left: number;
  /** Reports that were paid for. */
  readonly reports: number;
  /** Epsilon of the reports so far, and how many more of those that are asked for now can be paid; known with what is asked. */
  readonly spent: number | undefined;
  readonly reportsLeft: number | undefined;
}
export interface RoundView {
  /** Hex. */
  readonly round: string;
  readonly at: number;
  /** `under-way`, `done`, `left`, `unknown`, or the code of the reason why this device left. */
  readonly how: string;
  /** The report, where one was made: it may have been sent. */
  readonly sent:
    | {
        readonly epoch: string;
        readonly bytes: number;
        readonly bits: number;
        readonly numbers: number;
        readonly minimumReports: number;
        /** Part of a lifetime's budget. */
        readonly share: number;
        readonly queries: {
          readonly id: string;
          readonly purpose: string;
          readonly dimension: number;
          readonly answered: boolean;
          /** Standard deviation of this report's own noise at each number, in the query's units. */
          readonly noise: number;
          /** Titles that the answer speaks of. */
          readonly names: string[];
        }[];
      }
    | undefined;
}
