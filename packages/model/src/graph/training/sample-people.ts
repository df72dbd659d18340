import type { GraphPlan } from './graph-plan.ts';

const longestHistory = 200;
const mostTargets = 20;

/** A person's history cut in two by time; catalogue rows. */
export interface Cut {
  /** Oldest first. */
  readonly history: Int32Array;
  readonly targets: Int32Array;
  /** Everything of theirs, cut or not. */
  readonly all: Int32Array;
}

/** Draws people of two titles or more without replacement and cuts each history at a random moment. */
export function samplePeople(
  people: readonly Int32Array[],
  { people: count, leastHistory }: GraphPlan,
  random: () => number,
): Cut[] {
  const left = people.filter((history) => history.length > 1);
  const cuts: Cut[] = [];
  while (cuts.length < count && left.length > 0) {
    const place = Math.floor(random() * left.length);
    const all = left[place];
    left[place] = left[left.length - 1];
    left.pop();
    const least = Math.max(1, Math.floor(all.length * leastHistory));
    const cut = Math.min(all.length - 1, least + Math.floor(random() * (all.length - least)));
    cuts.push({
      all,
      history: all.slice(Math.max(0, cut - longestHistory), cut),
      targets: all.slice(cut, cut + mostTargets),
    });
  }
  return cuts;
}
