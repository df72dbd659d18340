import {
  type CollaborativeModel,
  type CollaborativeOptions,
  collaborativeTrainer,
  optionsFor,
  interactionsOf,
  isClearlyBetter,
  mean,
  type TuningCase,
  tunedMixture,
  tunedRecency,
} from '@parlour/model/collaborative';
import type { History } from '@parlour/recommend';
import { collaborativeCandidates } from './collaborative-candidates.ts';
import { collaborativeNumbers } from './collaborative-numbers.ts';
import { type Case, everyFew, type Task } from './task.ts';

/** One trial of a search on the validation part. */
export interface Trial {
  readonly trial: number;
  readonly options: CollaborativeOptions;
  /** NDCG@10 on the validation cases, at most 600 of them. */
  readonly ndcg: number;
  readonly seconds: number;
}

export interface CollaborativeSearch {
  /** Trials beside the default; 0 learns mixture and recency only. */
  readonly tune: number;
  readonly onTrial?: (trial: Trial) => void;
}

const mostCases = 600;

/**
 * Trains on `task.train` with what did best on the validation part: mixture and recency always, `tune` other
 * hyper-parameters if asked for. The test part is never looked at.
 */
export function searchedModel(
  task: Task,
  name: string,
  { tune, onTrial }: CollaborativeSearch,
): { model: CollaborativeModel; options: CollaborativeOptions; ndcg: number } {
  const { cases } = task.tuning;
  const some = everyFew(cases, mostCases);
  const train = trainerOf(task, task.tuning.train, name);
  let own: Float64Array | undefined;
  const start = optionsFor(task.catalogue.size);
  let best = { options: start, ndcg: 0 };
  collaborativeCandidates(start, tune).forEach((candidate, trial) => {
    const before = performance.now();
    const tuned = tunedOptions(task, train(candidate), some, candidate);
    const found = mean(tuned.ndcg);
    const seconds = Math.round((performance.now() - before) / 100) / 10;
    onTrial?.({ trial, options: tuned.options, ndcg: found, seconds });
    // Few validation people would make chance choose: the default stays until something is clearly better.
    const isBetter = own === undefined || (found > best.ndcg && isClearlyBetter(tuned.ndcg, own));
    own ??= tuned.ndcg;
    if (isBetter) best = { options: tuned.options, ndcg: found };
  });
  return { model: trainerOf(task, task.train, name)(best.options), ...best };
}

function tunedOptions(
  task: Task,
  model: CollaborativeModel,
  cases: readonly Case[],
  start: CollaborativeOptions,
): { options: CollaborativeOptions; ndcg: Float64Array } {
  const numbers = collaborativeNumbers(model, task.catalogue);
  const tuningCases: TuningCase[] = cases.map(({ history, targets }) => ({
    watched: history
      .map(({ row, weight }) => ({ item: numbers[row] as number, weight }))
      .filter(({ item }) => item >= 0),
    targets: targets.map((row) => numbers[row] as number),
  }));
  if (tuningCases.length === 0) return { options: start, ndcg: new Float64Array() };
  const recency = tunedRecency(model, tuningCases);
  const { mixture, ndcg } = tunedMixture({ ...model, recency }, tuningCases);
  return { options: { ...start, recency, mixture }, ndcg };
}

function trainerOf(
  { catalogue }: Task,
  train: readonly History[],
  name: string,
): (options: CollaborativeOptions) => CollaborativeModel {
  const idOf = (row: number) => catalogue.id(row);
  return collaborativeTrainer(interactionsOf(catalogue.size, train), { idOf, name });
}
