import type { WasmBinaries } from '@parlour/model';
import type { VaultPlatform } from '@parlour/vault';
import type { BrainApi, BrainState, DeviceConditions, DeviceReport } from '../brain-api/index.ts';
import { type KeptFiles, keptFiles } from '../kept-files.ts';
import type { PublicFiles } from '../public-files.ts';
import { eraseSite } from './erase-site.ts';
import { facetsOf } from './facets.ts';
import { guarded } from './guarded.ts';
import { listAsJsonLd } from './list-as-json-ld.ts';
import { type Home, openHome } from './home.ts';
import { importMethods } from './import-methods.ts';
import {
  detailOf,
  explanationOf,
  historyPage,
  interestsOf,
  listFor,
  titlesNamed,
  watchlistOf,
} from './lists.ts';
import { unknownItem, vaultIsLocked } from './needs.ts';
import { ownEvent } from './own-event.ts';
import { profileMethods, profilesView } from './profile-methods.ts';
import { progressToPage } from './progress-to-page.ts';
import { loadPublicCatalogue, type PublicCatalogue } from './public-catalogue.ts';
import { rehearse } from './rehearse.ts';
import { restoreExport } from './restore-export.ts';
import { noAggregator, type OpenAggregator } from './together/aggregator.ts';
import { syncMethods } from './sync-methods.ts';
import { togetherMethods } from './together-methods.ts';
import { likesOfGroups, tasteGroupsFor } from './taste.ts';
import { asParlourError } from './unexpected.ts';
import { vaultSession } from './vault-session.ts';

export interface BrainParts {
  readonly files: PublicFiles;
  /** A browser's own where none is given. */
  readonly kept?: KeptFiles;
  readonly wasmBinaries?: WasmBinaries;
  /** For tests; a browser's own otherwise. */
  readonly vaultPlatform?: Partial<VaultPlatform>;
  /** The lines to whoever runs rounds; without any, nobody takes part. */
  readonly aggregator?: OpenAggregator;
  /** Address of the relay that a person's own devices share by, unless they choose another. */
  readonly relay?: string;
}

/**
 * Methods that no person may have asked for: they do not keep the vault from locking itself. What a page reads it reads anew whenever another
 * device has done something; that the person is there, and reads, is told by `touch`.
 */
const notThePerson: ReadonlySet<keyof BrainApi> = new Set([
  'start',
  'subscribe',
  'flush',
  'together',
  'sync',
  'wakeSync',
  'tellConditions',
  'settings',
  'item',
  'recommend',
  'explain',
  'interests',
  'mine',
  'watchlist',
  'history',
]);
/** Milliseconds between the first list and the measuring of backends, which would slow that list down. */
const measuringWaits = 1_500;
const elsewherePause = 2_000;

/** The brain: all of `BrainApi` over a catalogue, a vault and a model. One for a worker. */
export function createBrain({
  files,
  kept = keptFiles(),
  wasmBinaries,
  vaultPlatform,
  aggregator = noAggregator,
  relay = 'http://localhost:8080/api/sync/',
}: BrainParts): BrainApi {
  const now = (): number => Date.now();
  const clock = (): number => performance.now();
  const listeners = new Set<(state: BrainState) => void>();
  let house: Promise<PublicCatalogue> | undefined;
  let opened: PublicCatalogue | undefined;
  let home: Home | undefined;
  let measuring: Home | undefined;
  let catalogueProblem: unknown;
  let laterProblem: unknown;
  let watching: ReturnType<typeof setTimeout> | undefined;
  let personAt = Number.NEGATIVE_INFINITY;
  let conditions: DeviceConditions = { isHidden: false };
  let togetherChanges = 0;

  const session = vaultSession({
    platform: vaultPlatform,
    beforeOpen: () => catalogue(),
    async onOpen(vault) {
      laterProblem = undefined;
      home = await openHome({
        vault,
        house: await catalogue(),
        wasmBinaries,
        now,
        clock,
        onProblem: (problem) => {
          laterProblem = problem;
          publish();
        },
        aggregator,
        files,
        conditions: () => conditions,
        idleMs: () => now() - personAt,
        onTogetherChange() {
          togetherChanges += 1;
          publish();
        },
        ownRelay: relay,
        onSyncChange: () => publish(),
        onProfileGone() {
          ofProfiles.leaveGone().catch((problem: unknown) => {
            laterProblem = problem;
            publish();
          });
        },
      });
    },
    onLock() {
      home?.close();
      home = undefined;
    },
    onChange: () => publish(),
  });

  /** Tried again at the next call after a failure. */
  function catalogue(): Promise<PublicCatalogue> {
    house ??= loadPublicCatalogue(files, kept).then(
      (loaded) => {
        opened = loaded;
        catalogueProblem = undefined;
        return loaded;
      },
      (problem: unknown) => {
        house = undefined;
        catalogueProblem = problem;
        throw problem;
      },
    );
    return house;
  }
  const state = (): BrainState => {
    const { vault, hasPasskey, problem } = session.view;
    const first = [problem, laterProblem, catalogueProblem].find((one) => one !== undefined);
    return {
      vault,
      hasPasskey,
      catalogue:
        opened === undefined
          ? undefined
          : { items: opened.catalogue.size, version: opened.catalogue.version },
      events: isHome(home) ? home.history().counting : 0,
      ...(isHome(home) && { profiles: profilesView(home) }),
      ...(home?.syncState && { sync: home.syncState }),
      ...(home?.togetherChoice && { together: { choice: home.togetherChoice, changes: togetherChanges } }),
      ...(first === undefined
        ? {}
        : {
            problem: first === problem && problem !== undefined ? problem : asParlourError(first).toPlain(),
          }),
    };
  };
  function publish(): void {
    const published = state();
    for (const listener of listeners) {
      // Over Comlink the call gives a promise; a page that has gone away is no longer told.
      Promise.resolve(listener(published)).catch(() => listeners.delete(listener));
    }
    clearTimeout(watching);
    if (published.vault === 'elsewhere') watching = setTimeout(() => void session.look(), elsewherePause);
  }
  /** Whatever comes next needs what is public: it is opened, and lists are rehearsed, while a passphrase is typed. */
  const prepare = async (loaded: PublicCatalogue): Promise<void> => {
    await loaded.space();
    if (session.view.vault === 'locked') {
      await rehearse(loaded, now, () => session.view.vault !== 'locked');
    }
  };
  const atHome = (): Home => {
    if (home === undefined) throw vaultIsLocked();
    return home;
  };
  const reportOf = async ({ device, recommender }: Home): Promise<DeviceReport> => ({
    ...(await device.report()),
    mixture: await recommender.mixture(),
  });
  const measureOnce = (): void => {
    const here = home;
    if (here === undefined || here === measuring || here.device.isMeasured) return;
    measuring = here;
    setTimeout(() => {
      here.learner
        .settled()
        .then(async () => {
          if (here === home && !here.device.isMeasured) await here.device.measure(() => undefined);
        })
        // Nothing depends on it: plain arrays are used as long as nothing is measured.
        .catch(() => undefined);
    }, measuringWaits);
  };

  const ofProfiles = profileMethods({
    atHome,
    moveTo(next) {
      home = next;
    },
    now,
    clock,
    publish,
  });

  const methods: BrainApi = {
    async start() {
      await Promise.all([session.look(), catalogue().catch(() => undefined)]);
      // What fails here fails again, and is said, when it is needed.
      if (opened !== undefined) prepare(opened).catch(() => undefined);
      publish();
      return state();
    },
    subscribe(listener) {
      listeners.add(listener);
      return Promise.resolve();
    },
    createVault: (passphrase) => session.create(passphrase),
    unlock: (key) => session.open(key),
    lock: () => session.lock(),
    takeOver: () => session.takeOver(),
    passkeyChallenge: () => session.challenge(),
    async addPasskey(passphrase, passkey) {
      await atHome().vault.addPasskey({ passphrase }, passkey);
      publish();
    },
    async removePasskey() {
      await atHome().vault.removePasskey();
      publish();
    },
    changePassphrase: async (oldPassphrase, newPassphrase) =>
      atHome().vault.changePassphrase({ passphrase: oldPassphrase }, newPassphrase),
    recover: (words, newPassphrase) => session.recover(words, newPassphrase),
    async exportVault() {
      return new Blob([await atHome().vault.exportJson()], { type: 'application/json' });
    },
    async restoreExport(file, onProgress) {
      const here = atHome();
      try {
        return await restoreExport(file, here, progressToPage(onProgress, clock));
      } finally {
        here.learner.learnAnew();
        here.shareChanges();
        publish();
      }
    },
    async discardDamaged() {
      await atHome().vault.discardDamaged();
      publish();
    },
    async eraseEverything() {
      try {
        await session.erase();
      } finally {
        kept.stop();
        // Also where another tab still holds the vault: the caches need not wait for it.
        await eraseSite();
      }
    },
    async flush() {
      await home?.vault.flush();
      if (home?.syncState?.choice === 'on') await (await home.sync()).flush();
    },
    // Whatever is called counts: see `guarded` below.
    touch: () => Promise.resolve(),
    settings: async () => atHome().settings,
    async changeSettings(change) {
      const here = atHome();
      const changed = await here.changeSettings(change);
      here.shareChanges();
      return changed;
    },

    ...ofProfiles.methods,
    ...importMethods({
      atHome,
      home: () => home,
      prepare: async () => (await catalogue()).titleIndex(),
      clock,
      publish,
    }),

    facets: async () => facetsOf((await catalogue()).catalogue),
    item: async (id) => detailOf(id, await catalogue(), home),
    findTitles: async (text, limit) => titlesNamed(text, limit, await catalogue(), home?.settings.country),

    async recommend(request) {
      const here = home;
      const list = await listFor(request, await catalogue(), here);
      // What stands above what was asked for is shown before it.
      const shown = [...(request.exclude ?? []), ...list.entries.map(({ card }) => card.id)];
      here?.shown(shown);
      measureOnce();
      return list;
    },
    explain: async (id, context) => explanationOf(id, await catalogue(), home, context),
    listAsJsonLd: async (entries) => listAsJsonLd(entries, (await catalogue()).catalogue),
    interests: async () => interestsOf(atHome()),
    tasteGroups: async (seed) => tasteGroupsFor(seed, await catalogue()),
    async chooseTaste(groupIds) {
      const here = atHome();
      here.add(await likesOfGroups(groupIds, here, now()));
      here.learner.learnAnew();
      here.shareChanges();
      publish();
    },
    async feedback(itemId, kind, stars) {
      const here = atHome();
      if (here.house.rowOf(itemId) === undefined) throw unknownItem();
      here.add([ownEvent({ item: itemId, kind, stars }, here.history().of(itemId), now())]);
      here.learner.learnSoon();
      here.shareChanges();
      publish();
    },
    async takeBack(itemId, kind) {
      const here = atHome();
      if (await here.takeBack(itemId, kind)) here.learner.learnAnew();
      here.shareChanges();
      publish();
    },
    async mine(itemIds) {
      const history = atHome().history();
      return itemIds.map((id) => history.mine(id));
    },
    watchlist: async () => watchlistOf(atHome()),
    history: async (page) => historyPage(atHome(), page),

    train: async (onProgress) => atHome().learner.train(progressToPage(onProgress, clock)),
    async stopTraining() {
      home?.learner.stop();
    },
    device: async () => reportOf(atHome()),
    async measureDevice(onProgress) {
      const here = atHome();
      await here.device.measure(progressToPage(onProgress, clock));
      return reportOf(here);
    },
    async chooseBackend(name) {
      const here = atHome();
      await here.device.choose(name);
      return reportOf(here);
    },

    ...togetherMethods(atHome),
    ...syncMethods(atHome),
    async tellConditions(told) {
      conditions = told;
    },
  };
  return guarded(methods, (name) => {
    if (notThePerson.has(name)) return;
    personAt = now();
    session.vault?.touch();
  });
}

const isHome = (home: Home | undefined): home is Home => home?.vault.isLocked === false;
