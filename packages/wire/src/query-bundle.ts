import * as v from 'valibot';
import { EpochId } from './epoch-id.ts';

const sha256Hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const rate = v.pipe(v.number(), v.minValue(0), v.ltValue(0.5));

/** One private sum that is asked of many devices: "the sum, over all who answer, of this bounded vector". */
export const Query = v.strictObject({
  /** What answers it, e.g. `model/encoder`; unique in a bundle. */
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9/-]{0,63}$/)),
  version: count,
  /** What it is for, in plain words that a person reads before agreeing. */
  purpose: v.pipe(v.string(), v.minLength(10), v.maxLength(500)),
  /** Length of the vector. */
  dimension: count,
  /** What the vector is multiplied with before it is clipped, so that queries in different units share one clip. */
  scale: positive,
  /** The part of the clip that this vector may use: its L2 norm is at most `clipShare * clipNorm`. */
  clipShare: v.pipe(v.number(), v.gtValue(0), v.maxValue(1)),
  /**
   * L2 norm that honest devices' vectors add up to at most, as a share of what they could if all were alike and as long as may
   * be (devices * clipShare * clipNorm): measured on honest cohorts. A larger sum is discarded. Bundles from before there was
   * a bound have none, and are answered no more.
   */
  sumNorm: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
});
export type Query = v.InferOutput<typeof Query>;

/**
 * All queries of one epoch, answered together by one report: one clip, one noise, one token, one participation.
 * This is the shape only; which values a device accepts is compiled into `private-aggregation`.
 */
export const Bundle = v.strictObject({
  format: v.literal(1),
  /** The epoch whose token answers it; a person has one an epoch. */
  epoch: EpochId,
  /** Real devices answer `people` only; `simulation` is for made ones. */
  audience: v.picklist(['people', 'simulation']),
  queries: v.pipe(v.array(Query), v.minLength(1), v.maxLength(64)),
  /** L2 norm that one device's whole report cannot exceed, in the vectors' units. */
  clipNorm: positive,
  /** Bits of one word on the wire: sums are modulo 2^bits. */
  bits: count,
  /** Fewest reports that a released sum is made of; noise is sized for it. */
  minimumReports: count,
  /** Devices a round starts with. */
  cohortSize: count,
  /** Share of the cohort assumed to work for the aggregator. */
  adversarialRate: rate,
  /** Share of the cohort expected to leave during a round. */
  dropoutRate: rate,
  /** Standard deviation of the summed noise over `clipNorm`. */
  noiseMultiplier: positive,
  /** Rounds of this bundle that one device may answer. */
  participations: count,
  /** Milliseconds since 1970 from which nobody answers any more. */
  expiry: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
export type Bundle = v.InferOutput<typeof Bundle>;

/** A bundle as it is published: its canonical JSON, the SHA-256 of that, and the aggregator's Ed25519 signature in hex. */
export const SignedBundle = v.strictObject({
  bundle: v.string(),
  sha256: sha256Hex,
  signature: v.pipe(v.string(), v.regex(/^[0-9a-f]{128}$/)),
});
export type SignedBundle = v.InferOutput<typeof SignedBundle>;
