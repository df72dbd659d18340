import { createEngine, type EngineParts, type FusionWeights } from '@parlour/recommend';
import { meanOf, pairedDifference } from '../../quality/metrics/mean.ts';
import { scoreList } from '../../quality/metrics/score-list.ts';
import type { Case } from '../../quality/task.ts';
import { eventsOf } from './device-gains.ts';

/** How many titles newcomers have told of; the last is all of them. */
export const toldLengths = [1, 3, 5, 10, 20, Number.POSITIVE_INFINITY] as const;
const listLength = 10;
const day = 86_400_000;

/** NDCG@10 of each person's list under some weights, by how many titles they told of. */
export type ListScores = readonly (readonly number[])[];

/** The product's own lists (engine, trust, variety and all) of people of whom nothing but the first titles is known. */
export function listScores(
  parts: EngineParts,
  newcomers: readonly Case[],
  weights: FusionWeights,
): ListScores {
  return toldLengths.map((told) =>
    newcomers.map(({ history, targets }) => {
      const known = history.slice(0, told).map(({ row }) => row);
      const engine = createEngine({ ...parts, fusion: { weights } }, () => day * (known.length + 1));
      engine.setHistory(eventsOf(parts, known));
      // The rest of the history was watched before the targets: it is neither known nor asked for.
      const exclude = history.slice(known.length).map(({ row }) => parts.catalogue.id(row));
      const { entries } = engine.recommend({ count: listLength, exclude });
      return scoreList(
        entries.map(({ row }) => row),
        targets,
        listLength,
      ).ndcg;
    }),
  );
}

export interface ListDifference {
  /** Titles told of; null: the whole history. */
  readonly told: number | null;
  readonly people: number;
  readonly before: number;
  readonly after: number;
  readonly difference: number;
  readonly differenceSe: number;
}

/** @param after of several draws of noise: each person's mean over them. */
export function listDifferences(before: ListScores, after: readonly ListScores[]): ListDifference[] {
  return toldLengths.map((told, at) => {
    const own = before[at].map((_, person) => meanOf(after.map((draw) => draw[at][person])).mean);
    const { mean, se } = pairedDifference(own, before[at]);
    return {
      told: Number.isFinite(told) ? told : null,
      people: own.length,
      before: meanOf(before[at]).mean,
      after: meanOf(own).mean,
      difference: mean,
      differenceSe: se,
    };
  });
}
