import {
  type Catalogue,
  contentFeatures,
  type FeatureMatrix,
  featureVersion,
  type ItemGraph,
} from '@parlour/catalogue';
import { catalogueEdges } from '../edges/catalogue-edges.ts';
import { watchedTitles } from '../edges/watched-titles.ts';
import { encodeRows, watchedOf } from '../encode-items.ts';
import { encodeGraphModel } from '../file/embeddings-file.ts';
import { encodeGraphEncoder } from '../file/encoder-file.ts';
import type { GraphPlan } from './graph-plan.ts';
import { trainGraph } from './train-graph.ts';

export interface GraphModelTraining {
  readonly catalogue: Catalogue;
  readonly graph: ItemGraph;
  /** Computed if absent. */
  readonly features?: FeatureMatrix;
  /** Rows that each person watched, oldest first; may be nobody. */
  readonly people: readonly (readonly number[])[];
  readonly plan: GraphPlan;
  readonly seed: number;
  /** After each step, its loss; awaited. */
  readonly onStep?: (step: number, loss: number) => void | Promise<void>;
}

export interface GraphModelFiles {
  /** What devices load, for `decodeGraphModel`. */
  readonly model: Uint8Array<ArrayBuffer>;
  /** What embeddings of later catalogues are made with, for `decodeGraphEncoder`. */
  readonly encoder: Uint8Array<ArrayBuffer>;
}

/** Trains the encoder on a catalogue and gives the files of it and of the catalogue's embeddings. */
export async function trainGraphModel(training: GraphModelTraining): Promise<GraphModelFiles> {
  const { catalogue, graph, plan, seed, onStep } = training;
  const features = training.features ?? contentFeatures(catalogue);
  const edges = catalogueEdges(graph, catalogue.size);
  const people = training.people.map((rows) => Int32Array.from(new Set(rows)));
  const parameters = await trainGraph({
    features,
    edges,
    people,
    plan,
    seed,
    ...(onStep && { onStep: (step: number, loss: number) => onStep(step, loss) }),
  });
  const watched = watchedOf(people, catalogue.size, plan);
  const embeddings = encodeRows(parameters, features, edges, watched, plan.watchedShare);
  const versions = { catalogue: catalogue.version, features: featureVersion, rows: catalogue.size };
  return {
    model: encodeGraphModel(parameters, embeddings, versions, people.length),
    encoder: encodeGraphEncoder(
      parameters,
      featureVersion,
      people.length > 0
        ? watchedTitles(catalogue, watched, { share: plan.watchedShare, people: people.length })
        : undefined,
    ),
  };
}
