import { type Catalogue, contentFeatures, type FeatureMatrix } from '@parlour/catalogue';
import type { History, Interaction, Moment } from '@parlour/recommend';
import type { Dataset } from './data/open-dataset.ts';

/** Somebody whose history is known and who later watched `targets`. */
export interface Case {
  readonly person: string;
  /** Oldest first, all of weight 1. */
  readonly history: History;
  /** Rows, none of them in the history. */
  readonly targets: readonly number[];
  /** When the list is asked for: the first target is watched then. */
  readonly moment: Moment;
}

/** What a recommender learns from. In a `strong` split none of the tested people is in it. */
export interface Task {
  readonly catalogue: Catalogue;
  /** What the catalogue was opened from, for another thread. */
  readonly columns: Uint8Array;
  /** Content features, computed once. */
  readonly features: () => FeatureMatrix;
  /** Histories to learn from, oldest first. */
  readonly train: readonly History[];
  /** The validation part, for hyper-parameters and fusion weights only: fit on `tuning.train`, score on `tuning.cases`. */
  readonly tuning: Tuning;
}

export interface Tuning {
  readonly train: readonly History[];
  readonly cases: readonly Case[];
}

/** The task of a run on the validation part: nothing of the test part can be reached from it. */
export const tuningTask = (task: Task): Task => ({ ...task, train: task.tuning.train });

/**
 * The task and the test cases. In splits that hold out the last watches of everybody, the validation part is history by the
 * time of the test, and is learned from; in `strong` splits the validation people are learned from then.
 */
export function taskOf({ catalogue, columns, rows }: Dataset): { task: Task; test: Case[] } {
  const of = (...parts: string[]) => histories(rows.filter(({ part }) => parts.includes(part)));
  const isStrong = rows.some(({ part }) => part === 'test_target');
  const train = of('train');
  const tuningCases = isStrong ? cases(of('val_foldin'), of('val_target')) : cases(train, of('val'));
  const test = isStrong ? cases(of('test_foldin'), of('test_target')) : cases(of('train', 'val'), of('test'));
  const all = of('train', 'val', 'val_foldin', 'val_target');
  let features: FeatureMatrix | undefined;
  const task: Task = {
    catalogue,
    columns,
    features: () => (features ??= contentFeatures(catalogue)),
    train: [...all.values()],
    tuning: { train: [...train.values()], cases: tuningCases },
  };
  return { task, test };
}

/** At most about so many, evenly spread. */
export function everyFew<T>(all: readonly T[], most: number): T[] {
  const every = Math.ceil(all.length / most);
  return all.filter((_, index) => index % every === 0);
}

type Histories = ReadonlyMap<string, readonly Interaction[]>;

function histories(rows: Dataset['rows']): Histories {
  const all = new Map<string, Interaction[]>();
  for (const { person, row, at } of rows) {
    const history = all.get(person) ?? [];
    history.push({ row, at, weight: 1 });
    all.set(person, history);
  }
  return all;
}

function cases(known: Histories, held: Histories): Case[] {
  return Array.from(held, ([person, watched]) => {
    const history = known.get(person) ?? [];
    const seen = new Set(history.map(({ row }) => row));
    const targets = [...new Set(watched.map(({ row }) => row))].filter((row) => !seen.has(row));
    const now = Math.max(history.at(-1)?.at ?? 0, watched[0]?.at ?? 0);
    return { person, history, targets, moment: { now } };
  }).filter(({ targets }) => targets.length > 0);
}
