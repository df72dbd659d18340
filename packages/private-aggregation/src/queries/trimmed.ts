/** From so many cohorts on the lowest and the highest fifth are left out: no cohort alone decides. */
const fewestToTrim = 5;
const trimmedShare = 1 / 5;

/** How many of so many cohorts are left out at either end of what they say (trimmed mean; Yin et al. 2018). */
export const trimmedAtEnds = (cohorts: number): number =>
  cohorts < fewestToTrim ? 0 : Math.floor(cohorts * trimmedShare);

/** What is left of some cohorts when the outer fifths by `by` are left out. */
export function withoutOuter<Cohort>(cohorts: readonly Cohort[], by: (cohort: Cohort) => number): Cohort[] {
  const cut = trimmedAtEnds(cohorts.length);
  if (cut === 0) return [...cohorts];
  return cohorts.toSorted((a, b) => by(a) - by(b)).slice(cut, cohorts.length - cut);
}
