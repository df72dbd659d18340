import { countsOf, type Interactions } from '@parlour/model/collaborative';
import type { FittedRecommender } from '../quality/recommender.ts';
import { bestRows } from '../quality/references/best-rows.ts';
import { fittedEase } from '../quality/references/ease.ts';

/** Of EASE: the smaller of people and titles costs its third power in time, and titles their square in memory. */
const [mostInverted, mostSquared] = [6000, 12_000];

/**
 * EASE, over the most watched titles alone where all are too many for a dense matrix; the others come after them, by how many watch them. Few
 * lists lose anything by it: what is further down than several thousand others is hardly ever among the best ten.
 */
export function fittedEaseOfHead(
  x: Interactions,
  ridge: number,
  most = x.people <= mostInverted ? mostSquared : mostInverted,
): FittedRecommender {
  if (x.itemCount <= most) return fittedEase(x, ridge);
  const counts = countsOf(x);
  const head = Int32Array.from(counts.keys())
    .sort((a, b) => counts[b] - counts[a] || a - b)
    .slice(0, most);
  const places = new Int32Array(x.itemCount).fill(-1);
  head.forEach((row, place) => {
    places[row] = place;
  });
  const ofHead = fittedEase(withItems(x, places, most), ridge);
  const everything = new Uint8Array(most).fill(1);
  return {
    chosen: { ridge, titles: most },
    recommend(history, allowed, moment, count) {
      const known = history.flatMap((each) =>
        places[each.row] < 0 ? [] : [{ ...each, row: places[each.row] }],
      );
      const allowedOfHead = allowed && everything.map((_, place) => allowed[head[place]]);
      const best = ofHead.recommend(known, allowedOfHead, moment, count);
      const scores = Float64Array.from(counts, (watched) => watched / (1 + x.people));
      best.forEach((place, index) => {
        scores[head[place]] = 1 + best.length - index;
      });
      return bestRows(scores, allowed, count);
    },
  };
}

/** The same people with those titles alone that have a place. */
function withItems(x: Interactions, places: Int32Array, itemCount: number): Interactions {
  const starts = new Int32Array(x.people + 1);
  const items: number[] = [];
  const at: number[] = [];
  for (let person = 0; person < x.people; person++) {
    for (let index = x.starts[person]; index < x.starts[person + 1]; index++) {
      const place = places[x.items[index]];
      if (place < 0) continue;
      items.push(place);
      at.push(x.at[index]);
    }
    starts[person + 1] = items.length;
  }
  return { people: x.people, itemCount, starts, items: Int32Array.from(items), at: Float64Array.from(at) };
}
