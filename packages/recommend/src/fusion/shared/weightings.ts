import { FusionWeightings, ParlourError } from '@parlour/wire';
import * as v from 'valibot';
import type { StrategyName } from '../../strategies/strategy.ts';
import { type FusionWeights, shared, startingWeights, strategyNames } from '../fusion-weights.ts';
import { weightsOf } from '../published-weights.ts';

/** Steps between a strategy that counts for nothing and one that counts alone. */
const steps = 4;

/**
 * Ways of mixing that are worth trying: what Parlour starts with, and every mixture in quarters of the strategies that there are. The same
 * strategies give the same ways, so that what is said of them in several epochs can be added up.
 */
export function weightingsOf(has: (name: StrategyName) => boolean): FusionWeightings {
  const members = strategyNames.filter(has);
  const start = shared(startingWeights, has);
  const first = members.map((name) => start[name]);
  const others = mixtures(members.length, steps).map((parts) => parts.map((part) => part / steps));
  const isFirst = (weights: readonly number[]) => weights.every((weight, at) => weight === first[at]);
  return v.parse(FusionWeightings, {
    format: 1,
    members,
    weightings: [first, ...others.filter((weights) => !isFirst(weights))],
  });
}

/** Every way to share out so many steps among so many. */
function mixtures(members: number, left: number): number[][] {
  if (members === 1) return [[left]];
  return Array.from({ length: left + 1 }, (_, own) => own).flatMap((own) =>
    mixtures(members - 1, left - own).map((rest) => [own, ...rest]),
  );
}

/** The public file that a `fusion` query names. @throws ParlourError `model/damaged-fusion` */
export function decodeWeightings(bytes: Uint8Array): FusionWeightings {
  try {
    return v.parse(FusionWeightings, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (cause) {
    throw new ParlourError(
      'model/damaged-fusion',
      {
        message: 'The ways of making lists that the server asks about cannot be read.',
        meaning: 'Nothing is said to that question; lists are made as before.',
        mend: 'There is nothing for you to do; if it stays like this, tell whoever runs this server.',
      },
      { cause },
    );
  }
}

/** Each as a device starts from it once it is published, in their order. */
export const startsOf = ({ members, weightings }: FusionWeightings): FusionWeights[] =>
  weightings.map((weights) =>
    weightsOf({ members, weights: Object.fromEntries(members.map((name, at) => [name, weights[at]])) }),
  );
