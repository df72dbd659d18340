import { seededRandom } from '@parlour/model';
import { countsOf } from '@parlour/model/collaborative';
import {
  type MomentBasis,
  momentBasis,
  momentDesigns,
  personMoment,
  privatePopularity,
} from '@parlour/model/moments';
import { type FederatedPeople, watchedBy } from '../federated-people.ts';
import type { Target } from './left-of-sum.ts';

/** People, what each says, and the public basis over which they say it. */
export interface AttackedPeople {
  readonly people: FederatedPeople;
  readonly basis: MomentBasis;
  readonly answers: readonly Float64Array[];
}

/** Over the smallest design: the fewer numbers, the more stands out of each. */
export function attackedPeople(people: FederatedPeople): AttackedPeople {
  const { features, train } = people;
  const basis = momentBasis(features, privatePopularity(countsOf(train)), momentDesigns[0]);
  const answers = Array.from({ length: train.people }, (_, person) =>
    personMoment(basis, watchedBy(train, person)),
  );
  return { people, basis, answers };
}

/** A target with others of whom everything is known; `person` is the target's place. */
export interface DrawnTarget extends Target {
  readonly person: number;
  /** People who are not in the cohort. */
  readonly outside: readonly number[];
}

/** Draws a target, `others` people beside them, and `outside` who are not in it. The same for the same number. */
export function drawTarget(
  answers: readonly Float64Array[],
  sizes: { readonly others: number; readonly outside: number },
  seed: number,
): DrawnTarget {
  const roll = seededRandom(seed);
  const drawn = new Set<number>();
  while (drawn.size < 1 + sizes.others + sizes.outside) drawn.add(Math.floor(roll() * answers.length));
  const [person, ...rest] = drawn;
  return {
    person,
    answer: answers[person],
    others: rest.slice(0, sizes.others).map((other) => answers[other]),
    outside: rest.slice(sizes.others),
  };
}
