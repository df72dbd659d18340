import { seededRandom } from '@parlour/model';
import type { CollaborativeOptions } from '@parlour/model/collaborative';

const ridges = [300, 100, 1000];
const halfLives = [
  [5, 2],
  [2, 1],
  [10, 5],
  [20, 10],
] as const;

/**
 * What a search tries: `start`, then `tune` others, in a fixed order. First what says most, how far back transitions look and how
 * sure they must be, from near to far; then all penalties and half-lives at random, evenly on a logarithmic scale (Bergstra and Bengio
 * 2012). How many weights an item has stays, or the file would grow.
 */
export function collaborativeCandidates(start: CollaborativeOptions, tune: number): CollaborativeOptions[] {
  const all: CollaborativeOptions[] = [start];
  for (const ridge of ridges) {
    for (const [pastHalfLife, futureHalfLife] of halfLives) {
      const follows = { ...start.follows, ridge, pastHalfLife, futureHalfLife };
      const isStart =
        ridge === start.follows.ridge &&
        pastHalfLife === start.follows.pastHalfLife &&
        futureHalfLife === start.follows.futureHalfLife;
      if (!isStart) all.push({ ...start, follows });
    }
  }
  const random = seededRandom(1);
  const between = (least: number, most: number): number =>
    Number((least * (most / least) ** random()).toPrecision(3));
  while (all.length < 1 + tune) {
    all.push({
      ...start,
      together: { ...start.together, ridge: between(30, 3000) },
      follows: {
        ...start.follows,
        ridge: between(30, 3000),
        pastHalfLife: between(1, 50),
        futureHalfLife: between(1, 20),
      },
      factors: { ...start.factors, unobserved: between(0.01, 1), ridge: between(0.001, 0.1) },
    });
  }
  return all.slice(0, 1 + tune);
}
