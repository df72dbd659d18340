import { matrixOfTriangle, personDirection, symmetricEigen } from '@parlour/model/moments';
import { meanOf } from '../../quality/metrics/mean.ts';
import { watchedBy } from '../federated-people.ts';
import { lifetimeEpsilon } from '../lifetime-noise.ts';
import { type AttackedPeople, drawTarget } from './attacked-people.ts';
import { clopperPearson, type CountedShare } from './clopper-pearson.ts';
import { honestOf, leftOfSum, type Observed } from './left-of-sum.ts';
import { dot } from './membership.ts';

/** Histories of which one is the target's. */
const candidates = 10;
const delta = 1e-5;

export interface Reconstruction {
  readonly trials: number;
  readonly noise: number;
  /** Which of ten known histories it was; by chance 0.1. The interval is at 95 %. */
  readonly identified: CountedShare;
  /** Most that a sum of this epsilon lets anybody identify: e^epsilon / 10 + delta. */
  readonly bound: number;
  readonly isUnderBound: boolean;
  /** |cosine| of the direction that was read off and the target's own, 1 if it was found. */
  readonly cosine: number;
  readonly cosineSe: number;
  /** The same beside somebody who was not in the sum: what is no finding. */
  readonly cosineOfOthers: number;
  /** Of the titles that stand by themselves, as many as the target watched are named: the share that is right. */
  readonly titles: number;
  /** The same by naming the most popular. */
  readonly titlesByPopularity: number;
}

/**
 * Reads the target's history off the sum of the smallest cohort, everybody else in it known. A sum of moments is asked for once
 * and there is no gradient of a model to invert: what is left of it *is* the target's moment, an outer product, with all noise on it.
 */
export function reconstruct(
  { people, basis, answers }: AttackedPeople,
  options: Observed & { readonly trials: number },
): Reconstruction {
  const { plan, trials, noise } = options;
  const sizes = { others: honestOf(plan) - 1, outside: candidates - 1 };
  let hits = 0;
  const found: { own: number; other: number; titles?: number; byPopularity?: number }[] = [];
  for (let trial = 0; trial < trials; trial++) {
    const target = drawTarget(answers, sizes, trial);
    const left = leftOfSum(options, target, true);
    const own = dot(left, target.answer);
    if (target.outside.every((other) => dot(left, answers[other]) < own)) hits++;
    const direction = leading(left, basis.mean.length);
    const along = (person: number) => {
      const z = personDirection(basis, watchedBy(people.train, person));
      return dot(direction, z) / Math.sqrt(dot(z, z));
    };
    const sign = Math.sign(along(target.person)) || 1;
    const watched = new Set(watchedBy(people.train, target.person));
    found.push({
      own: Math.abs(along(target.person)),
      other: Math.abs(along(target.outside[0])),
      ...titlesFound(
        basis.head,
        watched,
        direction.map((value) => sign * value),
      ),
    });
  }
  const identified = clopperPearson(hits, trials, 0.025);
  const bound = Math.min(1, Math.exp(lifetimeEpsilon([{ plan, rounds: 1 }], delta)) / candidates + delta);
  const { mean: cosine, se: cosineSe } = meanOf(found.map(({ own }) => own));
  return {
    trials,
    noise,
    identified,
    bound,
    isUnderBound: identified.high <= bound,
    cosine,
    cosineSe,
    cosineOfOthers: meanOf(found.map(({ other }) => other)).mean,
    titles: meanOf(found.flatMap(({ titles }) => titles ?? [])).mean,
    titlesByPopularity: meanOf(found.flatMap(({ byPopularity }) => byPopularity ?? [])).mean,
  };
}

/** Eigenvector of the largest eigenvalue: what an outer product is made of, up to its sign. */
function leading(triangle: Float64Array, rank: number): Float64Array {
  const { vectors } = symmetricEigen(matrixOfTriangle(triangle, rank), rank);
  return Float64Array.from({ length: rank }, (_, row) => vectors[row * rank]);
}

/** The head is in the order of popularity. */
function titlesFound(
  head: Int32Array,
  watched: ReadonlySet<number>,
  direction: Float64Array,
): { titles?: number; byPopularity?: number } {
  const own = head.reduce((count, row) => count + (watched.has(row) ? 1 : 0), 0);
  if (own === 0) return {};
  const places = [...head.keys()];
  const share = (order: readonly number[]) =>
    order.slice(0, own).filter((place) => watched.has(head[place])).length / own;
  return {
    titles: share(places.toSorted((a, b) => direction[b] - direction[a])),
    byPopularity: share(places),
  };
}
