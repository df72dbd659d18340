import { seededRandom } from '@parlour/model';
import { bestRows } from '../space/best-rows.ts';
import { momentFit } from '../strategies/context/moment-fit.ts';
import type { Moment } from '../strategies/strategy.ts';
import type { CandidateSource } from './choose.ts';
import type { House } from './house.ts';
import { largestPool, poolSize } from './pool-size.ts';
import type { RecommendRequest } from './recommend-request.ts';
import type { Sitting } from './sitting.ts';

const unrated = 1e-6;

/** By public ratings, and after these in an order drawn by the seed: for nobody in particular, but for what is not for the person. */
export function commonTitles(
  house: House,
  sitting: Sitting,
  { seed }: Pick<RecommendRequest, 'seed'>,
  moment: Moment,
): CandidateSource {
  const exact = momentFit(house.minutes, house.moods, moment, house.exactMoods);
  let worth: Float32Array | undefined;
  let sieve: Float32Array | undefined;
  const prepare = (): { worth: Float32Array; sieve: Float32Array } => {
    worth ??= worthOf(house, sitting, seed);
    if (sieve === undefined) {
      const fit = momentFit(house.minutes, house.moods, moment);
      sieve = fit.isFlat ? worth : worth.map((value, row) => (value > 0 ? value * fit.of(row) : 0));
    }
    return { worth, sieve };
  };
  return (passes, taken, count) => {
    const { worth: values, sieve: scores } = prepare();
    const relevance = (row: number): number => values[row] * exact.of(row);
    const wanted = moment.mood === undefined ? poolSize(count) : largestPool;
    for (let most = wanted + taken.size; ; most *= 4) {
      const best = bestRows(scores, house.allowed, most, 0);
      const rows = [...best].filter((row) => !taken.has(row) && passes(row));
      if (rows.length < count && best.length === most) continue;
      if (moment.mood !== undefined) {
        rows.sort((left, right) => relevance(right) - relevance(left) || left - right);
      }
      return { rows: rows.slice(0, poolSize(count)), relevance };
    }
  };
}

function worthOf({ popularity, allowed }: House, sitting: Sitting, seed = 0): Float32Array {
  const random = seededRandom(seed);
  const isRated = popularity.some((value, row) => value > 0 && allowed[row] === 1);
  return popularity.map((value, row) => {
    if (allowed[row] === 0) return 0;
    const draw = random();
    return (isRated ? value + unrated * draw : draw) * sitting.aversion(row);
  });
}
