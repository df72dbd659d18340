export { checkBundle, totalDimension } from './check-bundle.ts';
export { smallestCohort } from './cohort-size.ts';
export { LIMITS } from './limits.ts';
