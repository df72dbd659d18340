import { type EngineParts, popularity, type Strategy, rankingLength } from '@parlour/recommend';
import { type DatasetOptions, openDataset } from '../../quality/data/open-dataset.ts';
import { fitted } from '../../quality/fitted.ts';
import type { FittedRecommender, RowName } from '../../quality/recommender.ts';
import { collaborative } from '../../quality/recommenders/collaborative.ts';
import { graph } from '../../quality/recommenders/graph.ts';
import { spaceOf } from '../../quality/space-of.ts';
import { type Case, type Task, taskOf } from '../../quality/task.ts';

/** People of public ratings in three parts that have nobody in common. */
export interface FusedPeople {
  /** What lists are made of: models trained on the first part alone. */
  readonly parts: EngineParts;
  /** Rows that each device's person watched, oldest first: the second part. */
  readonly devices: readonly (readonly number[])[];
  /** The tested people of the split. */
  readonly newcomers: readonly Case[];
}

/** @param say is told what is under way. */
export async function fusedPeople(
  options: DatasetOptions,
  say: (line: string) => void,
): Promise<FusedPeople> {
  const dataset = await openDataset(options);
  for (const note of dataset.notes) say(note);
  const { task, test } = taskOf(dataset);
  const all = task.tuning.train;
  const trained = all.filter((_, person) => person % 2 === 0);
  // The models' own hyper-parameters are chosen on the validation people of the split, who are no devices.
  const tuning = { train: trained.filter((_, person) => person % 5 > 0), cases: task.tuning.cases };
  const half: Task = { ...task, train: trained, tuning };
  say(`Training on ${trained.length} people ...`);
  const strategies = [
    strategyOf('collaborative', await fitted(collaborative, half)),
    strategyOf('graph', await fitted(graph, half)),
  ];
  const { catalogue } = task;
  return {
    parts: { catalogue, space: spaceOf(task), popularity: popularity(catalogue), strategies },
    devices: all.filter((_, person) => person % 2 === 1).map((history) => history.map(({ row }) => row)),
    newcomers: test,
  };
}

/** Of a strategy that the quality bench has fitted; evidence is not asked for. */
const strategyOf = (name: Strategy['name'] & RowName, member: FittedRecommender): Strategy => ({
  name,
  prepare: (history) => ({
    rank(allowed, moment) {
      const rows = member.recommend(history, allowed, moment, rankingLength);
      return { rows, scores: Float32Array.from(rows, (_, rank) => 1 / (rank + 1)), evidence: () => [] };
    },
  }),
});
