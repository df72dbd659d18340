import { type FusionCase, fuser, learnWeights, type RankedList, rankingLength } from '@parlour/recommend';
import { fitted } from '../fitted.ts';
import type { FittedRecommender, Recommender } from '../recommender.ts';
import { type Case, tuningTask } from '../task.ts';
import { collaborative } from './collaborative.ts';
import { content } from './content.ts';
import { context } from './context.ts';
import { graph } from './graph.ts';

const members = [
  ['collaborative', collaborative],
  ['content', content],
  ['graph', graph],
  ['context', context],
] as const;

/** People of the validation part that the weights are learned from at most. */
const mostCases = 800;

type Fitted = readonly (readonly [name: RankedList['name'], member: FittedRecommender])[];

/**
 * The engine's fusion: reciprocal ranks of the strategies' own top 200, with weights learned on the validation part from members
 * that never saw it. Trust, boosts and variety are off: the bench asks what is watched next.
 */
export const fusion: Recommender = {
  name: 'fusion',
  async fit(task) {
    const rows = task.catalogue.size;
    const tuning = await fitAll((member) => fitted(member, tuningTask(task)));
    const { cases } = task.tuning;
    const step = Math.max(1, cases.length / mostCases);
    const chosen: FusionCase[] = [];
    for (let at = 0; at < cases.length; at += step)
      chosen.push(fusionCase(tuning, cases[Math.floor(at)], rows));
    const learned = learnWeights(chosen);
    const all = await fitAll((member) => fitted(member, task));
    const fuse = fuser(rows);
    return {
      chosen: { ...learned },
      recommend(history, allowed, moment, count) {
        const lists = all.map(([name, member]) => ({
          name,
          rows: member.recommend(history, allowed, moment, rankingLength),
        }));
        return fuse(lists, learned.weights).rows.slice(0, count);
      },
    };
  },
};

async function fitAll(fit: (member: Recommender) => Promise<FittedRecommender>): Promise<Fitted> {
  const all: [RankedList['name'], FittedRecommender][] = [];
  for (const [name, member] of members) all.push([name, await fit(member)]);
  return all;
}

function fusionCase(all: Fitted, { history, targets, moment }: Case, rows: number): FusionCase {
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
