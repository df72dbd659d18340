import type { Catalogue } from '@parlour/catalogue';
import type { History } from '../strategies/strategy.ts';
import type { RankedMember } from './reasons-of-row.ts';
import type { Reason } from './recommended-list.ts';

/** Share of a cluster's favourites that have a genre, from which it is one of theirs. */
const leastOfGenre = 1 / 3;

/** Why titles are in a cluster's feed: true of the cluster, of nobody in it. */
export interface ClusterReasons {
  /** Of a title at a score of 0..1. @param isNamed false for titles far behind: then without the favourite that carries it most. */
  of(row: number, score: number, isNamed: boolean): readonly Reason[];
}

/** @param members the strategies' lists for the cluster's favourites. */
export function clusterReasons(
  catalogue: Catalogue,
  cluster: string,
  favourites: History,
  members: readonly RankedMember[],
): ClusterReasons {
  const own = new Set(favourites.map(({ row }) => row));
  const shares = genreShares(catalogue, favourites);
  return {
    of(row, score, isNamed) {
      const reasons: Reason[] = [
        {
          type: 'cluster',
          description: own.has(row)
            ? 'It is near what this group of people likes'
            : 'It is like what this group of people likes',
          confidence: Math.min(1, Math.max(0, score)),
          path: [cluster],
        },
      ];
      const carrier = isNamed ? heaviest(members, row) : undefined;
      if (carrier !== undefined) {
        reasons.push({
          type: 'similar-to',
          description: `It is like ${catalogue.name(carrier.row)}, which is near to this group’s taste`,
          confidence: carrier.share,
          path: [catalogue.id(carrier.row)],
        });
      }
      const [genre] = catalogue
        .genres(row)
        .filter((name) => (shares.get(name) ?? 0) >= leastOfGenre)
        .toSorted((a, b) => (shares.get(b) ?? 0) - (shares.get(a) ?? 0));
      if (genre !== undefined) {
        reasons.push({
          type: 'because-genre',
          description: `Much of what this group likes is ${genre}`,
          confidence: shares.get(genre) ?? 0,
          path: [genre],
        });
      }
      return reasons;
    },
  };
}

/** The favourite, other than the title itself, that carries most of what any strategy says of the title. */
function heaviest(
  members: readonly RankedMember[],
  row: number,
): { readonly row: number; readonly share: number } | undefined {
  let best: { row: number; share: number } | undefined;
  for (const { ranking, ranks } of members) {
    const rank = ranks.get(row);
    if (rank === undefined || !(ranking.scores[rank] > 0)) continue;
    for (const one of ranking.quickEvidence?.(row) ?? ranking.evidence(row)) {
      if (one.kind !== 'history' || one.row === row) continue;
      const share = Math.min(1, one.weight / ranking.scores[rank]);
      if (share > (best?.share ?? 0)) best = { row: one.row, share };
    }
  }
  return best;
}

function genreShares(catalogue: Catalogue, favourites: History): Map<string, number> {
  const shares = new Map<string, number>();
  for (const { row } of favourites) {
    for (const genre of catalogue.genres(row))
      shares.set(genre, (shares.get(genre) ?? 0) + 1 / favourites.length);
  }
  return shares;
}
