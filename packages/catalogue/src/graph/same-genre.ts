import type { Catalogue } from '../snapshot/catalogue.ts';
import { Heaviest } from './heaviest.ts';
import { invertedIndex } from './inverted-index.ts';
import type { Edge } from './item-graph.ts';

/** Genres say less than content or people: two well-known items of the very same genres and year weigh this much. */
const heaviestWeight = 0.4;
/** Share of the weight that stays for items nobody has rated. */
const unknownShare = 0.8;
/** Years apart at which only `farShare` of the weight is left. */
const farYears = 20;
const farShare = 0.5;

/**
 * SAME_GENRE edges of a row: shared share of both items' genres, rare genres counting more (weighted Jaccard), less for
 * far-away years and for items few have rated. Symmetric; only items that share the row's rarest genre are looked at.
 */
export function sameGenre(catalogue: Catalogue): (row: number, limit: number) => Edge[] {
  const genres = catalogue.coded('genres');
  const index = invertedIndex([genres], genres.size, catalogue.size);
  const uses = (code: number) => index.starts.length(code);
  const rarity = Float64Array.from({ length: genres.size }, (_, code) =>
    Math.log2(1 + catalogue.size / Math.max(1, uses(code))),
  );
  const mostFame = highestFame(catalogue);
  const fame = (row: number) => (mostFame === 0 ? 0 : logRatings(catalogue, row) / mostFame);
  /** Of the genres of both; `ownTotal` is the rarity of all of `own`. */
  const sharedShare = (own: readonly number[], ownTotal: number, other: number): number => {
    const start = genres.starts.at(other);
    const end = start + genres.starts.length(other);
    let theirs = 0;
    for (let at = start; at < end; at++) theirs += rarity[genres.codes[at] as number] as number;
    let both = 0;
    for (const code of own) {
      for (let at = start; at < end; at++) {
        if (genres.codes[at] !== code) continue;
        both += rarity[code] as number;
        break;
      }
    }
    const either = ownTotal + theirs - both;
    return either <= 0 ? 0 : Math.min(1, both / either);
  };

  return (row, limit) => {
    const start = genres.starts.at(row);
    const own = Array.from(genres.codes.subarray(start, start + genres.starts.length(row)));
    const rarest = own.toSorted((a, b) => uses(a) - uses(b) || a - b)[0];
    if (rarest === undefined) return [];
    const ownTotal = own.reduce((sum, code) => sum + (rarity[code] as number), 0);
    const [ownYear, ownFame] = [catalogue.year(row), fame(row)];
    const best = new Heaviest(limit);
    const begin = index.starts.at(rarest);
    const end = index.starts.at(rarest + 1);
    for (let i = begin; i < end; i++) {
      const other = index.rows[i] as number;
      if (other === row || (i > begin && other === index.rows[i - 1])) continue;
      // What follows only makes it less: most titles need not be looked at any closer.
      const most = heaviestWeight * sharedShare(own, ownTotal, other);
      if (most < best.least) continue;
      const year = catalogue.year(other);
      const isFar = ownYear === undefined || year === undefined;
      const apart = isFar ? 1 : Math.min(1, Math.abs(ownYear - year) / farYears);
      const known = Math.sqrt(ownFame * fame(other));
      const factor = (1 - (1 - farShare) * apart) * (unknownShare + (1 - unknownShare) * known);
      if (most * factor > 0) best.add({ row: other, type: 'same-genre', weight: most * factor });
    }
    return best.sorted();
  };
}

/** How well known an item is by public ratings; a share of the highest, 0..1, it says how well known beside the others. */
function logRatings(catalogue: Catalogue, row: number): number {
  return Math.log1p(Math.max(0, catalogue.publicRatings(row)?.count ?? 0));
}

function highestFame(catalogue: Catalogue): number {
  let most = 0;
  for (let row = 0; row < catalogue.size; row++) most = Math.max(most, logRatings(catalogue, row));
  return most;
}
