import { type Catalogue, featureVersion, formerIds, openCatalogue } from '@parlour/catalogue';
import { popularity, type Strategy, watchedByMany } from '@parlour/recommend';
import { type TitleIndex, titleIndexInSlices } from '@parlour/vault/import';
import type { CatalogueManifest, PublishedPopularity } from '@parlour/wire';
import type { KeptFiles } from '../kept-files.ts';
import { type KeptModels, keptModels } from '../kept-models.ts';
import type { PublicFiles } from '../public-files.ts';
import { type ClustersHere, clustersHere } from './clusters-here.ts';
import { type DerivedSpace, derivedSpace } from './derived-space.ts';
import { learnedModels, type LearnedModels } from './learned-models.ts';
import { newestLearned } from './newest-learned.ts';
import { nextTask } from './next-task.ts';
import { once } from './once.ts';
import { openCollaborative, type PublishedStrategies, publishedStrategies } from './published-strategies.ts';
import { type Recommender, recommenderOf } from './recommender.ts';
import { type StartingMixture, startingMixture } from './starting-mixture.ts';
import { triedAgain } from './tried-again.ts';
import { watchedHere } from './watched-here.ts';
import { type ArmOf, nobodyTries, type TrialArm } from './trials/trial-arm.ts';
import { withTrialFiles } from './trials/trial-files.ts';
import { type TriedManifest, withCanaries } from './with-canaries.ts';

/** What lists can be made with here. */
export interface HouseStrategies extends PublishedStrategies {
  /** What was learned from everybody who takes part. */
  readonly together: LearnedModels;
  /** Of models on trial, which was taken. */
  readonly arms: readonly TrialArm[];
  /** Files of trials that could not be had. */
  readonly unfetched: number;
  /** What people here watch: stands in where there is no collaborative model. */
  readonly popular?: Strategy | undefined;
  /** Where this person tries another collaborative model: the one that others use. */
  readonly before?: Strategy | undefined;
}

/** The catalogue and what is derived from it, each derived once, when first asked for. */
export interface PublicCatalogue extends DerivedSpace {
  readonly catalogue: Catalogue;
  readonly featureVersion: string;
  popularity(): Float32Array;
  /** What rounds have told of what people of this installation watch. */
  readonly watched: PublishedPopularity | undefined;
  /** Groups of people here, as far as rounds have told of any. */
  clusters(): Promise<ClustersHere | undefined>;
  /** What people's sums said of models that were tried before. */
  readonly tried: NonNullable<CatalogueManifest['tried']>;
  /** From now on models on trial are used as these arms say; before, the published ones are. */
  tryBy(armOf: ArmOf): Promise<void>;
  /** Collaborative and graph, as far as the operator published models for them. */
  strategies(): Promise<HouseStrategies>;
  /** How strategies are mixed before anything is known of a person. */
  mixture(): Promise<StartingMixture>;
  /** The engine for somebody of whom nothing is known. */
  strangers(): Recommender;
  titleIndex(): Promise<TitleIndex>;
  /** Row of an item, undefined where the catalogue does not have it. */
  rowOf(item: string): number | undefined;
  /** The id under which the catalogue has an item now: its own, or that of the title it was joined to. */
  currentId(item: string): string;
}

/** What is computed of the catalogue is looked for in `kept`, and put there. */
export async function loadPublicCatalogue(
  files: PublicFiles,
  kept: KeptFiles,
  models: KeptModels = keptModels(),
): Promise<PublicCatalogue> {
  const published = await files.manifest();
  const [columns, watched] = await Promise.all([
    files.file(published.columns),
    watchedHere(files, published),
  ]);
  const catalogue = openCatalogue(columns, { isVerified: true });
  const derived = derivedSpace(catalogue, kept);
  const clusters = once(() => clustersHere(files, published, catalogue, () => derived.space()));
  const learnedOf = async (
    from: PublicFiles,
    now: CatalogueManifest,
    { manifest, arms }: TriedManifest,
  ): Promise<LearnedModels> => {
    // Whoever tries another keeps what others use, to go back to.
    if (manifest.moments !== now.moments) await learnedModels(from, now, catalogue, models);
    const found = await learnedModels(from, manifest, catalogue, models);
    return { ...found, arms: arms.filter(({ model }) => model === 'moments') };
  };
  const popularHere = once(() => watched && watchedByMany(watched, catalogue));
  let by = nobodyTries;
  const serve = (tried: TriedManifest): Served => {
    let seen = modelsNamed(published);
    const learnedSince = async (): Promise<LearnedModels | undefined> => {
      const now = await files.manifest();
      if (modelsNamed(now) === seen) return undefined;
      const { files: from } = await withTrialFiles(files, now, ['moments']);
      const found = await learnedOf(from, now, await withCanaries(now, by));
      seen = modelsNamed(now);
      return found;
    };
    const strategies = async (): Promise<HouseStrategies> => {
      const { files: from, unfetched } = await withTrialFiles(files, published, ['collaborative', 'moments']);
      const isTried = tried.manifest.collaborative !== published.collaborative;
      const [found, together, before] = await Promise.all([
        publishedStrategies(from, tried.manifest, catalogue, watched, clusters),
        learnedOf(from, published, tried),
        isTried ? openCollaborative(from, published, catalogue, clusters).catch(() => undefined) : undefined,
      ]);
      return {
        ...found,
        together,
        popular: popularHere(),
        before,
        unfetched,
        arms: tried.arms.filter(({ model }) => model !== 'moments'),
      };
    };
    return {
      arms: armsOf(tried),
      strategies: newestLearned(
        triedAgain(strategies, lackingIn(published), Date.now),
        learnedSince,
        Date.now,
      ),
      mixture: once(async () => {
        const { files: from } = await withTrialFiles(files, published, ['fusion']);
        return startingMixture(from, tried.manifest, published);
      }),
    };
  };
  let served = serve(await withCanaries(published, by));
  return derive(catalogue, watched, {
    ...derived,
    clusters,
    tried: published.tried ?? [],
    async tryBy(armOf) {
      by = armOf;
      const tried = await withCanaries(published, by);
      // What is the same already is not opened a second time.
      if (armsOf(tried) !== served.arms) served = serve(tried);
    },
    strategies: () => served.strategies(),
    mixture: () => served.mixture(),
  });
}

/** What is made of the models on trial that were taken, and of the others. */
interface Served extends Pick<PublicCatalogue, 'strategies' | 'mixture'> {
  readonly arms: string;
}

const armsOf = ({ arms }: TriedManifest): string =>
  arms.map(({ experiment, arm }) => `${experiment} ${arm}`).join();

/** What a manifest names of what was learned from everybody, published or on trial. */
const modelsNamed = ({ moments, canaries = [] }: CatalogueManifest): string =>
  [
    moments?.sha256,
    ...canaries.filter(({ model }) => model === 'moments').map(({ file }) => file.sha256),
  ].join();

/**
 * What is worth another try. Of models on trial it is what cannot be fetched, whatever arm it is of: else a server that gives one arm
 * what is of no use would see by who tries again whose arm that is.
 */
function lackingIn({ canaries = [] }: CatalogueManifest): (made: HouseStrategies) => number {
  const isTried = (kind: string) => canaries.some(({ model }) => model === kind);
  return ({ missing, together: { why }, unfetched }) =>
    missing.filter(({ strategy }) => !isTried(strategy)).length +
    (why === undefined || isTried('moments') ? 0 : 1) +
    unfetched;
}

function derive(
  catalogue: Catalogue,
  watched: PublishedPopularity | undefined,
  given: DerivedSpace & Pick<PublicCatalogue, 'clusters' | 'tried' | 'tryBy' | 'strategies' | 'mixture'>,
): PublicCatalogue {
  const former = once(() => formerIds(catalogue));
  const popular = once(() => popularity(catalogue, watched));
  const house: PublicCatalogue = {
    catalogue,
    featureVersion: String(featureVersion),
    ...given,
    popularity: popular,
    watched,
    strangers: once(() => recommenderOf(house, Date.now)),
    titleIndex: once(() => titleIndexInSlices(titles(catalogue, popular()), nextTask)),
    currentId: (item) => (catalogue.rowOf(item) < 0 ? (former().get(item) ?? item) : item),
    rowOf: (item) => {
      const row = catalogue.rowOf(item);
      return row < 0 ? undefined : row;
    },
  };
  return house;
}

function* titles(catalogue: Catalogue, known: Float32Array) {
  for (let row = 0; row < catalogue.size; row += 1) {
    yield {
      id: catalogue.id(row),
      type: catalogue.type(row),
      name: catalogue.name(row),
      alternateNames: catalogue.alternateNames(row),
      year: catalogue.year(row),
      externalIds: catalogue.externalIds(row),
      runtime: catalogue.runtime(row),
      popularity: known[row] ?? 0,
    };
  }
}
