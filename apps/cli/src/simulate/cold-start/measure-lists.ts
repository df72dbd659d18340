import { meanOf } from '@parlour/bench/mean';
import { scoreList } from '@parlour/bench/metrics';
import { createEngine } from '@parlour/recommend';
import type { HistoryEvent } from '@parlour/wire';
import { publishedParts } from '../../catalogue/published-parts.ts';

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
  const parts = await publishedParts(folder);
  const { catalogue } = parts;
  const now = Date.now();
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
