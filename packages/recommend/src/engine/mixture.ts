import type { RankedList } from '../fusion/fuse.ts';
import { type FusionWeights, shared } from '../fusion/fusion-weights.ts';
import { weightsLeft } from '../fusion/weights-left.ts';
import type { Moment, StrategyName } from '../strategies/strategy.ts';
import type { House } from './house.ts';
import type { Sitting } from './sitting.ts';
import { startingScales, type Strength, strengthOf } from './strength.ts';

/** How the strategies that have something to say are mixed. */
export interface Mixture {
  /** Of the fusion, sum 1 over those that rank anything. */
  readonly fused: FusionWeights;
  /** Of the strength; the moment does not change them. */
  readonly weights: FusionWeights;
  readonly strength: Strength;
}

/** A mood that was asked for makes context count so much more. */
const moodGain = 4;

export function mixtureOf(
  house: House,
  sitting: Sitting,
  lists: readonly RankedList[],
  { mood }: Pick<Moment, 'mood'>,
): Mixture {
  const ranking = new Set(lists.filter(({ rows }) => rows.length > 0).map(({ name }) => name));
  const has = (name: StrategyName): boolean => ranking.has(name);
  const { weights } = sitting;
  const fused = weightsLeft(
    mood === undefined ? weights : { ...weights, context: moodGain * weights.context },
    has,
  );
  if (ranking.size === 0 || Object.values(shared(weights, has)).some((share) => share > 0)) {
    return { fused, weights, strength: sitting.strength };
  }
  const left = weightsLeft(weights, has);
  const { members, person } = sitting;
  const scales = house.fusion?.scales ?? startingScales;
  return {
    fused,
    weights: left,
    strength: strengthOf(members, person.history, left, scales, house.catalogue.size),
  };
}
