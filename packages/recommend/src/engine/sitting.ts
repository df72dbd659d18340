import type { RankedList } from '../fusion/fuse.ts';
import type { FusionWeights } from '../fusion/fusion-weights.ts';
import { weightsLeft } from '../fusion/weights-left.ts';
import type { Interest } from '../strategies/content/interests.ts';
import type { PreparedContent } from '../strategies/content/content-strategy.ts';
import type { StrategyName } from '../strategies/strategy.ts';
import { aversion } from './aversion.ts';
import type { House } from './house.ts';
import type { Person } from './person.ts';
import { type Member, startingScales, type Strength, strengthOf } from './strength.ts';
import type { StrategyFailure } from './strategy-failure.ts';

/** The strategies with the person's history taken in; good until the history changes. */
export interface Sitting {
  readonly person: Person;
  readonly members: readonly Member[];
  /** Sum 1 over the members. */
  readonly weights: FusionWeights;
  readonly strength: Strength;
  readonly aversion: (row: number) => number;
  /** What the person likes, largest first. */
  readonly interests: readonly Interest[];
  readonly missing: readonly { readonly strategy: StrategyName; readonly why: string }[];
  /** The strategies' own lists, of the list made last. */
  latest: readonly RankedList[];
}

/** A strategy that fails takes no part, and is named. */
export function openSitting(house: House, person: Person, weights: FusionWeights): Sitting {
  const { history } = person;
  const members: Member[] = [];
  const missing = [...(house.missing ?? [])];
  let interests: readonly Interest[] = [];
  for (const strategy of house.all) {
    try {
      const prepared = strategy.prepare(history);
      members.push({ strategy, prepared });
      if (strategy === house.content) interests = (prepared as PreparedContent).interests;
    } catch (error) {
      missing.push({ strategy: strategy.name, why: error instanceof Error ? error.message : String(error) });
    }
  }
  return {
    person,
    ...mixed(house, person, members, weights),
    aversion: aversion(house.space, history),
    interests,
    missing,
    latest: [],
  };
}

/** The same without one that failed after it had taken the history in, which is named. */
export function withoutMember(
  house: House,
  sitting: Sitting,
  { strategy: failed, message }: StrategyFailure,
): Sitting {
  const left = sitting.members.filter(({ strategy }) => strategy.name !== failed);
  return {
    ...sitting,
    ...mixed(house, sitting.person, left, sitting.weights),
    missing: [...sitting.missing, { strategy: failed, why: message }],
  };
}

function mixed(
  { fusion, catalogue }: House,
  { history }: Person,
  members: readonly Member[],
  weights: FusionWeights,
): Pick<Sitting, 'members' | 'weights' | 'strength'> {
  const names = new Set(members.map(({ strategy }) => strategy.name));
  const own = weightsLeft(weights, (name) => names.has(name));
  const scales = fusion?.scales ?? startingScales;
  return {
    members,
    weights: own,
    strength: strengthOf(members, history, own, scales, catalogue.size),
  };
}
