import { type Catalogue, featureVersion, itemGraph, openSignals } from '@parlour/catalogue';
import { decodeCollaborativeModel } from '@parlour/model/collaborative';
import { decodeGraphModel } from '@parlour/model/graph';
import {
  type ClusterChooser,
  collaborative,
  type EngineParts,
  graphStrategy,
  publishedSignals,
  type Strategy,
} from '@parlour/recommend';
import { type CatalogueManifest, ParlourError, type PublishedPopularity } from '@parlour/wire';
import type { PublicFiles } from '../public-files.ts';

/**
 * The strategies whose models the operator published, and those whose model is of no use, with the code of the reason; and what is
 * publicly known of titles beyond their facts.
 */
export interface PublishedStrategies extends PublicSignals {
  readonly strategies: readonly Strategy[];
  readonly missing: readonly { readonly strategy: Strategy['name']; readonly why: string }[];
}

type PublicSignals = Pick<EngineParts, 'sources' | 'signals' | 'trending'>;

/** A model that is missing, damaged or of another version costs its strategy, never the list; signals that are make trust unknown. */
export async function publishedStrategies(
  files: PublicFiles,
  manifest: CatalogueManifest,
  catalogue: Catalogue,
  watched?: PublishedPopularity,
  clusters: () => Promise<ClusterChooser | undefined> = () => Promise.resolve(undefined),
): Promise<PublishedStrategies> {
  const signals = publicSignals(files, manifest, catalogue).then(withRising(catalogue, watched));
  const opened = await Promise.all([
    attempt('collaborative', manifest.collaborative !== undefined, () =>
      openCollaborative(files, manifest, catalogue, clusters),
    ),
    attempt('graph', manifest.embeddings !== undefined, () => openGraph(files, manifest, catalogue)),
  ]);
  return {
    strategies: opened.flatMap(({ strategy }) => strategy ?? []),
    missing: opened.flatMap(({ missing }) => missing ?? []),
    ...(await signals),
  };
}

/** Titles that rounds say more people watch than before are trending, whatever public signals say of them. */
const withRising =
  (catalogue: Catalogue, watched: PublishedPopularity | undefined) =>
  (known: PublicSignals): PublicSignals => {
    if (watched === undefined || watched.rising.length === 0) return known;
    const trending = known.trending?.slice() ?? new Float32Array(catalogue.size);
    for (const item of watched.rising) {
      const row = catalogue.rowOf(item);
      if (row >= 0) trending[row] = 1;
    }
    return { ...known, trending };
  };

async function publicSignals(
  files: PublicFiles,
  { signals: file }: CatalogueManifest,
  catalogue: Catalogue,
): Promise<PublicSignals> {
  if (file === undefined) return {};
  try {
    const signals = openSignals(await files.file(file), catalogue, { isVerified: true });
    return publishedSignals(signals, catalogue, Date.now());
  } catch (error) {
    if (error instanceof ParlourError) return {};
    throw error;
  }
}

async function attempt(
  name: Strategy['name'],
  isPublished: boolean,
  open: () => Promise<Strategy | undefined>,
): Promise<{ strategy?: Strategy; missing?: PublishedStrategies['missing'][number] }> {
  if (!isPublished) return {};
  try {
    const strategy = await open();
    return strategy === undefined ? {} : { strategy };
  } catch (error) {
    return {
      missing: { strategy: name, why: error instanceof ParlourError ? error.code : 'model/unexpected' },
    };
  }
}

/** @throws ParlourError `catalogue/unreachable`, `model/collaborative-...` */
export async function openCollaborative(
  files: Pick<PublicFiles, 'file'>,
  { collaborative: file }: CatalogueManifest,
  catalogue: Catalogue,
  clusters: () => Promise<ClusterChooser | undefined>,
): Promise<Strategy | undefined> {
  if (file === undefined) return undefined;
  const [model, { heads, ownOf } = { heads: [], ownOf: undefined }] = await Promise.all([
    files.file(file),
    clusters(),
  ]);
  return collaborative(decodeCollaborativeModel(model), catalogue, heads, ownOf);
}

async function openGraph(
  files: PublicFiles,
  { embeddings, graph }: CatalogueManifest,
  catalogue: Catalogue,
): Promise<Strategy | undefined> {
  if (embeddings === undefined || graph === undefined) return undefined;
  const [model, similar] = await Promise.all([files.file(embeddings), files.file(graph)]);
  const versions = { catalogue: catalogue.version, features: featureVersion, rows: catalogue.size };
  return graphStrategy(decodeGraphModel(model, versions), itemGraph(catalogue, similar));
}
