import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { meanOf } from '@parlour/bench/mean';
import { scoreList } from '@parlour/bench/metrics';
import { contentFeatures } from '@parlour/catalogue';
import { openMomentModel } from '@parlour/model/moments';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import {
  compactFeatures,
  createEngine,
  decodePopularity,
  itemSpace,
  learnedTogether,
  popularity,
  type Strategy,
} from '@parlour/recommend';
import type { HistoryEvent } from '@parlour/wire';
import { publishedCatalogue } from '../../catalogue/published-catalogue.ts';

/** Somebody who takes no part, and what they watch next. */
export interface TestedPerson {
  /** Rows, oldest first. */
  readonly history: readonly number[];
  readonly targets: readonly number[];
}

/** NDCG@10 of what the engine recommends, with the standard error of its mean. */
export interface ListQuality {
  /** Of people with a history. */
  readonly ndcg: number;
  readonly ndcgSe: number;
  /** The same people's targets, for a list that knows nothing of anybody. */
  readonly newcomerNdcg: number;
  readonly newcomerNdcgSe: number;
}

const listLength = 10;
const day = 86_400_000;

/** What devices would be recommended by the files that are published now: the product's own engine over them. */
export async function measureLists(folder: string, people: readonly TestedPerson[]): Promise<ListQuality> {
  const { manifest, catalogue } = await publishedCatalogue(folder);
  const read = async (path: string) => new Uint8Array(await readFile(join(folder, path)));
  const watched = manifest.popularity && decodePopularity(await read(manifest.popularity.path));
  const strategies: Strategy[] = [];
  if (manifest.moments !== undefined) {
    const bytes = await read(manifest.moments.path);
    const { model, items } = await openMomentModel(bytes, (...signed) => nodeSuite.verify(...signed));
    strategies.push(learnedTogether(model, items, catalogue));
  }
  const now = Date.now();
  const parts = {
    catalogue,
    space: itemSpace(compactFeatures(contentFeatures(catalogue))),
    popularity: popularity(catalogue, watched),
    strategies,
  };
  const eventOf = (row: number, place: number, of: readonly number[]): HistoryEvent => ({
    id: `${place}`,
    kind: 'completion',
    item: catalogue.id(row),
    at: now - day * (of.length - place),
    source: 'viewer',
  });
  const scoreOf = (history: readonly number[], targets: readonly number[]): number => {
    const engine = createEngine(parts, () => now);
    engine.setHistory(history.map(eventOf));
    const { entries } = engine.recommend({ count: listLength });
    return scoreList(
      entries.map(({ item }) => catalogue.rowOf(item)),
      targets,
      listLength,
    ).ndcg;
  };
  const known = meanOf(people.map(({ history, targets }) => scoreOf(history, targets)));
  const newcomers = meanOf(people.map(({ history, targets }) => scoreOf([], [...history, ...targets])));
  return {
    ndcg: known.mean,
    ndcgSe: known.se,
    newcomerNdcg: newcomers.mean,
    newcomerNdcgSe: newcomers.se,
  };
}
