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
  const index = invertedIndex(genres, catalogue.size);
  const uses = (code: number) => index.starts.length(code);
  const rarity = Float64Array.from({ length: genres.size }, (_, code) =>
    Math.log2(1 + catalogue.size / Math.max(1, uses(code))),
  );
  const shared = (a: number, b: number) => {
    let sum = 0;
    const { starts } = genres;
    const [startB, endA] = [starts.at(b), starts.at(a) + starts.length(a)];
    const endB = startB + starts.length(b);
    for (let i = starts.at(a); i < endA; i++) {
      const code = genres.codes[i] as number;
      for (let j = startB; j < endB; j++) {
        if (genres.codes[j] !== code) continue;
        sum += rarity[code] as number;
        break;
      }
    }
    return sum;
  };
  const totals = Float64Array.from({ length: catalogue.size }, (_, row) => shared(row, row));
  const years = Int16Array.from({ length: catalogue.size }, (_, row) => catalogue.year(row) ?? 0);
  const fame = fameOf(catalogue);

  const weigh = (a: number, b: number) => {
    const both = shared(a, b);
    const either = (totals[a] as number) + (totals[b] as number) - both;
    const [yearA, yearB] = [years[a] as number, years[b] as number];
    const apart = yearA === 0 || yearB === 0 ? 1 : Math.min(1, Math.abs(yearA - yearB) / farYears);
    if (either <= 0) return 0;
    const known = Math.sqrt((fame[a] as number) * (fame[b] as number));
    const factor = (1 - (1 - farShare) * apart) * (unknownShare + (1 - unknownShare) * known);
    return heaviestWeight * Math.min(1, both / either) * factor;
  };

  return (row, limit) => {
    const start = genres.starts.at(row);
    const codes = Array.from(genres.codes.subarray(start, start + genres.starts.length(row)));
    const rarest = codes.sort((a, b) => uses(a) - uses(b) || a - b)[0];
    const best = new Heaviest(limit);
    if (rarest === undefined) return [];
    const end = index.starts.at(rarest + 1);
    for (let i = index.starts.at(rarest); i < end; i++) {
      const other = index.rows[i] as number;
      if (other === row) continue;
      const weight = weigh(row, other);
      if (weight > 0) best.add({ row: other, type: 'same-genre', weight });
    }
    return best.sorted();
  };
}

/** How well known each item is by public ratings, 0..1 on a logarithmic scale. */
function fameOf(catalogue: Catalogue): Float64Array {
  const logs = Float64Array.from({ length: catalogue.size }, (_, row) =>
    Math.log1p(Math.max(0, catalogue.publicRatings(row)?.count ?? 0)),
  );
  const most = logs.reduce((a, b) => Math.max(a, b), 0);
  return most === 0 ? logs : logs.map((log) => log / most);
}
