import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataset } from '@parlour/bench/dataset';
import { everyFew, taskOf } from '@parlour/bench/task';
import { itemGraph } from '@parlour/catalogue';
import { publishedCatalogue } from '../catalogue/published-catalogue.ts';
import type { DataFolder } from '../data-folder.ts';
import { largestSet } from '../work/largest-set.ts';
import { writeSplit } from '../work/write-split.ts';

/** Somebody, or something like somebody, whose history is public: places in a model's list of items. */
export interface PublicCase {
  /** Oldest first. */
  readonly history: readonly number[];
  /** What should be found; not in the history. */
  readonly target: number;
}

/** What a model can be measured on without anybody's private history. */
export interface PublicCases {
  /**
   * `ratings`: the last title of people in public ratings that the operator imported; tells of taste, of those people. `similar-titles`:
   * titles to be found from those that are like them by their facts; tells that a model is not nonsense, and little of taste.
   */
  readonly source: 'ratings' | 'similar-titles';
  readonly cases: readonly PublicCase[];
}

/** Cases are enough for the mean of a difference; more would not change what passes. */
const most = 1000;
/** Fewer cases tell too little to refuse anything by. */
export const fewestCases = 50;
/** Titles of a history that the model must know. */
const fewestKnown = 3;

/** Public ratings where enough of their people watched the model's titles, else titles that are alike. */
export async function publicCases(data: DataFolder, items: readonly string[]): Promise<PublicCases> {
  const places = new Map(items.map((item, place) => [item, place]));
  const ofRatings = await ratingCases(data, places);
  if (ofRatings.length >= fewestCases) return { source: 'ratings', cases: ofRatings };
  return { source: 'similar-titles', cases: await similarCases(data, places) };
}

async function ratingCases(data: DataFolder, places: ReadonlyMap<string, number>): Promise<PublicCase[]> {
  const set = await largestSet(data.ratings);
  if (set === undefined) return [];
  const desk = await mkdtemp(join(tmpdir(), 'parlour-gate-'));
  try {
    const split = join(desk, 'split.csv');
    await writeSplit(join(data.ratings, set), split);
    const { task } = taskOf(await openDataset({ data: join(data.ratings, set), split }));
    const placeOf = (row: number) => places.get(task.catalogue.id(row));
    const cases = task.tuning.cases.flatMap(({ history, targets }): PublicCase[] => {
      const known = [...new Set(history.flatMap(({ row }) => placeOf(row) ?? []))];
      const target = placeOf(targets[0]);
      return target === undefined || known.length < fewestKnown || known.includes(target)
        ? []
        : [{ history: known, target }];
    });
    return everyFew(cases, most);
  } finally {
    await rm(desk, { recursive: true, force: true });
  }
}

async function similarCases(data: DataFolder, places: ReadonlyMap<string, number>): Promise<PublicCase[]> {
  const { catalogue, similar } = await publishedCatalogue(data.publicCatalogue);
  if (similar === undefined) return [];
  const graph = itemGraph(catalogue, similar);
  const placeOf = (row: number) => places.get(catalogue.id(row));
  const rows = everyFew(
    [...places.keys()].map((item) => catalogue.rowOf(item)).filter((row) => row >= 0),
    most,
  );
  return rows.flatMap((row): PublicCase[] => {
    const target = placeOf(row);
    const alike = graph.neighbours(row).flatMap((edge) => placeOf(edge.row) ?? []);
    const history = alike.filter((place) => place !== target).slice(0, fewestKnown);
    return target === undefined || history.length < fewestKnown ? [] : [{ history, target }];
  });
}
