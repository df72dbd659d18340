/**
 * What every device holds a bundle to, compiled in: no bundle, flag, environment variable or build changes it.
 *
 * The noise floor gives epsilon 1.0 at delta 1e-5 for one participation of the Gaussian mechanism with sensitivity
 * `clipNorm`. With `adversarialRate` of the cohort working for the aggregator, the honest reports among
 * `minimumReports` still carry the whole noise.
 */
export const LIMITS = Object.freeze({
  /** Words of all queries together, before padding. */
  maximumDimension: 2 ** 18,
  minimumBits: 8,
  maximumBits: 32,
  minimumReports: 50,
  maximumCohort: 10_000,
  minimumNoiseMultiplier: 3.7304,
  /** Part of the noise multiplier that rounding to integers may take at most. */
  roundingLoss: 0.01,
  minimumAdversarialRate: 0.1,
  maximumAdversarialRate: 0.45,
  maximumDropoutRate: 0.45,
  maximumParticipations: 8,
  /** Share of what a cohort could add up to if all its devices said the same, above which no bundle may let a sum be. */
  maximumSumNorm: 0.6,
  /** A round fails for dropouts at the declared rate with a probability below 2^-20. */
  failureExponent: 20,
} as const);
