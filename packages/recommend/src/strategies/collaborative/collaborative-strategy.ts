import type { Catalogue } from '@parlour/catalogue';
import {
  collaborativeOfAnotherCatalogue,
  type CollaborativeModel,
  collaborativeScorer,
  rowsOfItems,
} from '@parlour/model/collaborative';
import { bestFirst } from '../../space/best-first.ts';
import { bestRows } from '../../space/best-rows.ts';
import { type ClusterHead, clusterTerm, type OwnHead, type RowWeight } from './cluster-heads.ts';
import { watchedItems } from './watched-items.ts';
import { type Evidence, rankingLength, type Strategy } from '../strategy.ts';

/** Titles that the quick evidence names. */
const named = 12;

/**
 * What others watched beside and after what this person watched. The model's items are found in the catalogue by their ids,
 * whatever its version; items that it does not have are left out. `heads` are the favourites of clusters of people, once
 * there are any, and `ownOf` says which is a person's own.
 *
 * @throws ParlourError `model/collaborative-of-another-catalogue` if the catalogue has none of the model's items
 */
export function collaborative(
  model: CollaborativeModel,
  catalogue: Catalogue,
  heads: readonly ClusterHead[] = [],
  ownOf?: (watched: readonly RowWeight[]) => OwnHead | undefined,
): Strategy {
  const rows = rowsOfItems(model, catalogue);
  const itemOf = new Int32Array(catalogue.size).fill(-1);
  let known = 0;
  rows.forEach((row, item) => {
    if (row < 0) return;
    itemOf[row] = item;
    known++;
  });
  if (known === 0 && model.items > 0) throw collaborativeOfAnotherCatalogue(model.items);
  const { ids: _, ...learned } = model;
  const scorer = collaborativeScorer(learned);
  const place = (item: number, score: number, byRow: Float32Array): void => {
    const row = rows[item] as number;
    if (row >= 0) byRow[row] = score;
  };
  /** `some` are the items of which anything is said, where these are not all. */
  const byRow = (scores: Float32Array, some: Int32Array | undefined): Float32Array => {
    const result = new Float32Array(catalogue.size);
    if (some === undefined) scores.forEach((score, item) => place(item, score, result));
    else for (const item of some) place(item, scores[item] as number, result);
    return result;
  };
  const clusters = clusterTerm(heads, itemOf, model.items);

  return {
    name: 'collaborative',
    prepare(history) {
      const watched = watchedItems(history, itemOf);
      const { scores: own, scored, ...person } = scorer.scoresOf(watched);
      const rowAt = (place: number): number => rows[watched[place]?.item ?? -1] ?? -1;
      const placed = watched.map(({ weight }, place) => ({ row: rowAt(place), weight }));
      const cluster = clusters(watched, ownOf?.(placed));
      for (const [item, score] of cluster?.scores ?? []) {
        own[item] = (own[item] as number) + score;
      }
      const scores = byRow(own, cluster === undefined ? scored : undefined);
      const ordered = bestFirst(scores);
      const ofCluster = (item: number): Evidence[] => {
        const weight = cluster?.scores.get(item) ?? 0;
        return cluster && weight !== 0 ? [{ kind: 'cluster', cluster: cluster.name, weight }] : [];
      };
      const evidence = (row: number, most: number): Evidence[] => {
        const item = itemOf[row] ?? -1;
        if (item < 0) return [];
        const summands = person.summands(item);
        const found: Evidence[] = ofCluster(item);
        for (const place of bestRows(summands, undefined, Math.min(most, summands.length))) {
          const weight = summands[place] as number;
          if (weight !== 0) found.push({ kind: 'history', row: rowAt(place), weight });
        }
        return found.sort((left, right) => right.weight - left.weight);
      };
      const places = new Map(watched.map((_, place) => [rowAt(place), place]));
      const clusterWithout = (place: number, item: number): number => {
        if (heads.length === 0) return 0;
        const others = <T>(all: readonly T[]): T[] => all.filter((_, other) => other !== place);
        return clusters(others(watched), ownOf?.(others(placed)))?.scores.get(item) ?? 0;
      };
      return {
        rank(allowed) {
          return {
            ...ordered.best(allowed, rankingLength),
            evidence: (row) => evidence(row, watched.length),
            quickEvidence: (row) => evidence(row, named),
          };
        },
        expect(withouts) {
          person.expect(withouts.map((row) => places.get(row)).filter((place) => place !== undefined));
        },
        scoreWithout(row, without) {
          const item = itemOf[row] ?? -1;
          if (item < 0) return 0;
          const place = without === undefined ? undefined : places.get(without);
          const score =
            place === undefined
              ? (scores[row] as number)
              : person.scoreWithout(item, place) + clusterWithout(place, item);
          return Math.max(0, Math.fround(score));
        },
      };
    },
  };
}
