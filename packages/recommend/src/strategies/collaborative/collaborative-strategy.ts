import type { Catalogue } from '@parlour/catalogue';
import {
  collaborativeOfAnotherCatalogue,
  type CollaborativeModel,
  collaborativeScorer,
  rowsOfItems,
} from '@parlour/model/collaborative';
import { bestItems } from './best-items.ts';
import { type ClusterHead, clusterTerm } from './cluster-heads.ts';
import { watchedItems } from './watched-items.ts';
import { type Evidence, rankingLength, type Strategy } from '../strategy.ts';

/**
 * What others watched beside and after what this person watched. The model's items are found in the catalogue by their ids,
 * whatever its version; items that it does not have are left out. `heads` are the favourites of clusters of people, once
 * there are any.
 *
 * @throws ParlourError `model/collaborative-of-another-catalogue` if the catalogue has none of the model's items
 */
export function collaborative(
  model: CollaborativeModel,
  catalogue: Catalogue,
  heads: readonly ClusterHead[] = [],
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
  const scorer = collaborativeScorer(model);
  const clusters = clusterTerm(heads, itemOf, model.items);

  return {
    name: 'collaborative',
    prepare(history) {
      const watched = watchedItems(history, itemOf);
      const person = scorer.scoresOf(watched);
      const cluster = clusters(watched);
      const scores = cluster
        ? person.scores.map((score, item) => score + (cluster.scores[item] as number))
        : person.scores;
      return {
        rank(allowed) {
          const best = bestItems(scores, (item) => allowed[rows[item] as number] === 1, rankingLength);
          return {
            rows: best.map((item) => rows[item] as number),
            scores: Float32Array.from(best, (item) => scores[item] as number),
            evidence(row) {
              const item = itemOf[row] ?? -1;
              if (item < 0) return [];
              const evidence: Evidence[] = Array.from(person.summands(item), (weight, index) => ({
                kind: 'history' as const,
                row: rows[watched[index]?.item ?? -1] ?? -1,
                weight,
              })).filter(({ weight }) => weight !== 0);
              const ofCluster = cluster?.scores[item] ?? 0;
              if (cluster && ofCluster !== 0)
                evidence.push({ kind: 'cluster', cluster: cluster.name, weight: ofCluster });
              return evidence.sort((left, right) => right.weight - left.weight);
            },
          };
        },
      };
    },
  };
}
