import {
  type FusionCase,
  type LearnedWeights,
  learnWeights,
  type RankedList,
  rankingLength,
} from '@parlour/recommend';
import { fitted } from './fitted.ts';
import type { FittedRecommender } from './recommender.ts';
import { collaborative } from './recommenders/collaborative.ts';
import { content } from './recommenders/content.ts';
import { context } from './recommenders/context.ts';
import { graph } from './recommenders/graph.ts';
import { type Case, everyFew, type Task, tuningTask } from './task.ts';

const members = [
  ['collaborative', collaborative],
  ['content', content],
  ['graph', graph],
  ['context', context],
] as const;

/** People of the validation part that the weights are learned from at most. */
const mostCases = 800;

/** The strategies of the fusion, fitted to the train part of a task. */
export type FusionMembers = readonly (readonly [name: RankedList['name'], member: FittedRecommender])[];

export async function fusionMembers(task: Task): Promise<FusionMembers> {
  const all: [RankedList['name'], FittedRecommender][] = [];
  for (const [name, member] of members) all.push([name, await fitted(member, task)]);
  return all;
}

/** Weights learned on the validation part from members that never saw it. */
export async function learnedFusion(task: Task): Promise<LearnedWeights> {
  const tuning = await fusionMembers(tuningTask(task));
  const rows = task.catalogue.size;
  return learnWeights(everyFew(task.tuning.cases, mostCases).map((each) => fusionCase(tuning, each, rows)));
}

function fusionCase(all: FusionMembers, { history, targets, moment }: Case, rows: number): FusionCase {
  const allowed = new Uint8Array(rows).fill(1);
  for (const { row } of history) allowed[row] = 0;
  return {
    targets: new Set(targets),
    lists: all.map(([name, member]) => ({
      name,
      rows: member.recommend(history, allowed, moment, rankingLength),
    })),
  };
}
