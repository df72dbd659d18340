import { type Catalogue, featureVersion, formerIds, openCatalogue } from '@parlour/catalogue';
import { popularity } from '@parlour/recommend';
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
import { type PublishedStrategies, publishedStrategies } from './published-strategies.ts';
import { type Recommender, recommenderOf } from './recommender.ts';
import { type StartingMixture, startingMixture } from './starting-mixture.ts';
import { triedAgain } from './tried-again.ts';
import { watchedHere } from './watched-here.ts';
import { withCanaries } from './with-canaries.ts';

/** What lists can be made with here. */
export interface HouseStrategies extends PublishedStrategies {
  /** What was learned from everybody who takes part. */
  readonly together: LearnedModels;
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

/**
 * What is computed of the catalogue is looked for in `kept`, and put there.
 * @param draw whether models on trial are used, as of `withCanaries`.
 */
export async function loadPublicCatalogue(
  files: PublicFiles,
  kept: KeptFiles,
  draw: () => number = Math.random,
  models: KeptModels = keptModels(),
): Promise<PublicCatalogue> {
  const published = await files.manifest();
  const { manifest, trials } = withCanaries(published, draw);
  const learnedOf = (of: CatalogueManifest) => learnedModels(files, of, catalogue, models);
  let seen = modelsNamed(published);
  const learnedSince = async (): Promise<LearnedModels | undefined> => {
    const now = await files.manifest();
    if (modelsNamed(now) === seen) return undefined;
    const found = await learnedOf(withCanaries(now, draw).manifest);
    seen = modelsNamed(now);
    return found;
  };
  const fetched = once(async () => {
    // One that cannot be had is missed by whoever opens it.
    for (const file of trials) await files.file(file).catch(() => undefined);
  });
  const [columns, watched] = await Promise.all([files.file(manifest.columns), watchedHere(files, manifest)]);
  const catalogue = openCatalogue(columns, { isVerified: true });
  const derived = derivedSpace(catalogue, kept);
  const clusters = once(() => clustersHere(files, manifest, catalogue, () => derived.space()));
  return derive(
    catalogue,
    watched,
    { ...derived, clusters },
    async () => {
      await fetched();
      const [found, together] = await Promise.all([
        publishedStrategies(files, manifest, catalogue, watched, clusters),
        learnedOf(manifest),
      ]);
      return { ...found, together };
    },
    learnedSince,
    () => fetched().then(() => startingMixture(files, manifest)),
  );
}

/** What a manifest names of what was learned from everybody, published or on trial. */
const modelsNamed = ({ moments, canaries = [] }: CatalogueManifest): string =>
  [
    moments?.sha256,
    ...canaries.filter(({ model }) => model === 'moments').map(({ file }) => file.sha256),
  ].join();

const lacking = ({ missing, together: { why } }: HouseStrategies): number =>
  missing.length + (why === undefined ? 0 : 1);

function derive(
  catalogue: Catalogue,
  watched: PublishedPopularity | undefined,
  derived: DerivedSpace & Pick<PublicCatalogue, 'clusters'>,
  strategies: () => Promise<HouseStrategies>,
  learnedSince: () => Promise<LearnedModels | undefined>,
  mixture: () => Promise<StartingMixture>,
): PublicCatalogue {
  const former = once(() => formerIds(catalogue));
  const popular = once(() => popularity(catalogue, watched));
  const house: PublicCatalogue = {
    catalogue,
    featureVersion: String(featureVersion),
    ...derived,
    popularity: popular,
    watched,
    strategies: newestLearned(triedAgain(strategies, lacking, Date.now), learnedSince, Date.now),
    mixture: once(mixture),
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
