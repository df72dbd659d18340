import { openDataset } from '@parlour/bench/dataset';
import { taskOf } from '@parlour/bench/task';
import { type Catalogue, itemGraph, type ItemGraph } from '@parlour/catalogue';
import { buildSimilar } from '@parlour/catalogue/publish';
import { ParlourError } from '@parlour/wire';
import { openPublished } from './open-published.ts';

/** What the graph encoder is trained on. */
export interface GraphSources {
  readonly catalogue: Catalogue;
  readonly graph: ItemGraph;
  /** Catalogue rows that each person watched, oldest first. */
  readonly people: readonly (readonly number[])[];
}

export interface GraphSourceOptions {
  /** Ratings in MovieLens or MovieTweetings form, and their split. */
  readonly data?: string;
  readonly split?: string;
  readonly ratingsAtLeast?: number;
  /** Folder of a published snapshot; without it the titles of the split are the catalogue. */
  readonly catalogue?: string;
}

/** @throws ParlourError `train/nothing-to-learn-from`, and those of the sets and snapshots it reads */
export async function graphSources(options: GraphSourceOptions): Promise<GraphSources> {
  const { data, split, ratingsAtLeast } = options;
  const published = options.catalogue === undefined ? undefined : await openPublished(options.catalogue);
  if (data === undefined || split === undefined) {
    if (published === undefined || data !== split) throw nothingToLearnFrom();
    return { ...published, people: [] };
  }
  const dataset = await openDataset({ data, split, ratingsAtLeast });
  const people = taskOf(dataset).task.train.map((history) => history.map(({ row }) => row));
  if (published === undefined) {
    const { catalogue } = dataset;
    return { catalogue, graph: itemGraph(catalogue, await buildSimilar(catalogue)), people };
  }
  // Both name titles by the same ids; what only the ratings know is left out.
  const there = (row: number): number => published.catalogue.rowOf(dataset.catalogue.id(row));
  return { ...published, people: people.map((rows) => rows.map(there).filter((row) => row >= 0)) };
}

function nothingToLearnFrom(): ParlourError {
  return new ParlourError('train/nothing-to-learn-from', {
    message: 'There is neither a published catalogue nor ratings with their split.',
    meaning: 'Nothing was learned and nothing was written.',
    mend: 'Give --data and --split (together), or --catalogue, or all three.',
  });
}
