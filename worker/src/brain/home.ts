import type { WasmBinaries } from '@parlour/model';
import type { Vault } from '@parlour/vault';
import type { EventKind, HistoryEvent } from '@parlour/wire';
import type { BrainState, DeviceConditions, Settings, TogetherView } from '../brain-api/index.ts';
import type { PublicFiles } from '../public-files.ts';
import { type Device, openDevice } from './device.ts';
import { type HistoryView, historyView } from './history-view.ts';
import { type Imports, openImports } from './imports.ts';
import { openLearnedStore } from './learned-store.ts';
import { type Learner, openLearner } from './learner.ts';
import type { PublicCatalogue } from './public-catalogue.ts';
import { type Recommender, recommenderOf } from './recommender.ts';
import { once } from './once.ts';
import { loadSettings, saveSettings } from './settings.ts';
import type { OpenAggregator } from './together/aggregator.ts';
import type { Sync } from './sync/open-sync.ts';
import type { Together } from './together/open-together.ts';
import { openTrials, type Trials } from './trials/open-trials.ts';

/** Everything that is there only as long as the vault is open. */
export interface Home {
  readonly vault: Vault;
  readonly house: PublicCatalogue;
  readonly settings: Settings;
  readonly imports: Imports;
  readonly device: Device;
  readonly learner: Learner;
  readonly recommender: Recommender;
  /** Models that are tried. */
  readonly trials: Trials;
  /** Taking part in rounds. @throws ParlourError `vault/...` */
  together(): Promise<Together>;
  /** Sharing with the person's other devices. @throws ParlourError `vault/...` */
  sync(): Promise<Sync>;
  /** Undefined until it has been looked at. */
  readonly syncState: BrainState['sync'];
  /** Something may have changed that other devices of the person should hear of. */
  readonly shareChanges: () => void;
  /** Undefined until it has been looked at. */
  readonly togetherChoice: TogetherView['choice'] | undefined;
  history(): HistoryView;
  changeSettings(change: Partial<Settings>): Promise<Settings>;
  /** Adds events made in the viewer. They count at once and are written together with others, at most 5 s later. */
  add(events: readonly HistoryEvent[]): void;
  /** Takes back the last event of this kind that the person made here; false if there is none. */
  takeBack(item: string, kind: EventKind): Promise<boolean>;
  close(): void;
}

export interface HomeParts {
  readonly vault: Vault;
  readonly house: PublicCatalogue;
  readonly wasmBinaries?: WasmBinaries | undefined;
  readonly now: () => number;
  readonly clock: () => number;
  /** Something that the person did not wait for went wrong. */
  readonly onProblem: (error: unknown) => void;
  readonly aggregator: OpenAggregator;
  readonly files: PublicFiles;
  readonly conditions: () => DeviceConditions;
  /** Milliseconds since the person did anything. */
  readonly idleMs: () => number;
  readonly onTogetherChange: () => void;
  /** Address of the relay that Parlour comes with. */
  readonly ownRelay: string;
  readonly onSyncChange: () => void;
}

/** Events of another device, at most, that need no learning anew. */
const fewDeeds = 20;

/** Sources of events that a person makes here, and not in a file. */
const madeHere: ReadonlySet<string> = new Set(['viewer', 'taste']);

export async function openHome(parts: HomeParts): Promise<Home> {
  const { vault, house, wasmBinaries, now, clock, onProblem } = parts;
  // Side by side: the person waits for each, and none needs another.
  const importsOpened = openImports({ vault, house, now });
  const quiet = async (): Promise<void> => (await importsOpened).quiet();
  const trialsOpened = openTrials(vault, now, onProblem);
  const [loaded, imports, device, learned, trials] = await Promise.all([
    loadSettings(vault),
    importsOpened,
    openDevice({ vault, house, wasmBinaries, clock, quiet }),
    openLearnedStore(vault, onProblem),
    trialsOpened,
    trialsOpened.then(({ armOf }) => house.tryBy(armOf)),
  ]);
  let settings = loaded;
  vault.setIdleLock(settings.lockAfterMinutes * 60_000);
  const history = latestView(vault, imports, house);
  const learner = await openLearner({ vault, house, device, history, now, onProblem });
  let opened: Together | undefined;
  const recommender = recommenderOf(house, now, {
    history,
    learned,
    onChosen: () => {
      if (opened !== undefined) parts.onTogetherChange();
    },
  });
  let isClosed = false;
  let sharing: Sync | undefined;
  const together = once(async () => {
    const { openTogether } = await import('./together/open-together.ts');
    const { files, conditions, idleMs, onTogetherChange: onChange, aggregator } = parts;
    const found = await openTogether({
      vault,
      house,
      history,
      files,
      learned: () => recommender.standing,
      trials,
      arms: () => recommender.arms,
      startsAsBefore: () => recommender.startsAsBefore,
      aggregator,
      now,
      conditions,
      idleMs,
      onChange,
    });
    if (isClosed) found.close();
    opened = found;
    onChange();
    return found;
  });
  // Whoever has chosen to take part does so without looking at the page.
  together().catch((error: unknown) => {
    if (!vault.isLocked) onProblem(error);
  });
  const sync = once(async () => {
    const { openSync } = await import('./sync/open-sync.ts');
    const found = await openSync({
      vault,
      together,
      now,
      ownRelay: parts.ownRelay,
      settings: { settings: () => settings, change: changeSettings },
      trials,
      onSecretTaken: () => house.tryBy(trials.armOf),
      onChange: parts.onSyncChange,
      onArrival({ came, went }) {
        // As if the person had done it here: a few deeds are learned in passing.
        if (went > 0 || came > fewDeeds) learner.learnAnew();
        else if (came > 0) learner.learnSoon();
        parts.onSyncChange();
      },
    });
    if (isClosed) found.close();
    sharing = found;
    parts.onSyncChange();
    return found;
  });
  sync().catch((error: unknown) => {
    if (!vault.isLocked) onProblem(error);
  });
  async function changeSettings(change: Partial<Settings>): Promise<Settings> {
    settings = await saveSettings(vault, { ...settings, ...change });
    vault.setIdleLock(settings.lockAfterMinutes * 60_000);
    return settings;
  }
  return {
    vault,
    house,
    imports,
    device,
    learner,
    recommender,
    trials,
    history,
    together,
    sync,
    get syncState() {
      return sharing?.state;
    },
    shareChanges: () => sharing?.look(),
    get togetherChoice() {
      return opened?.choice;
    },
    get settings() {
      return settings;
    },
    changeSettings,
    add(events) {
      for (const event of events) {
        vault.append(event).catch(onProblem);
        if (events.length === 1) recommender.add(event);
        trials.note(event);
      }
    },
    async takeBack(item, kind) {
      const last = history()
        .of(item)
        .findLast((event) => event.kind === kind && madeHere.has(event.source));
      return last !== undefined && vault.retract(last.id);
    },
    close() {
      isClosed = true;
      opened?.close();
      sharing?.close();
      imports.close();
      learner.close();
      device.close();
    },
  };
}

function latestView(vault: Vault, imports: Imports, house: PublicCatalogue): () => HistoryView {
  let of: readonly HistoryEvent[] | undefined;
  let view: HistoryView | undefined;
  return () => {
    const events = vault.events();
    if (view === undefined || of !== events) {
      of = events;
      view = historyView(events, imports.matches, house);
    }
    return view;
  };
}
