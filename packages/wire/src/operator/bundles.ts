import * as v from 'valibot';
import { SignedBundle } from '../query-bundle.ts';
import { count, fraction, hex, moment } from './basics.ts';

const epsilon = v.pipe(v.number(), v.minValue(0));

/** What answering costs a person: epsilon, person-level, add or remove, at the `delta` of the cost. */
export const EpsilonPair = v.strictObject({
  /** For one participation. */
  one: epsilon,
  /** For as many rounds as the bundle lets one device answer. */
  all: epsilon,
});
export type EpsilonPair = v.InferOutput<typeof EpsilonPair>;

/**
 * The privacy cost of a bundle by the accountant of `private-aggregation`: the Skellam mechanism at the bundle's own scale,
 * dimension and rounding, its noise what the honest among the fewest reports carry.
 */
export const BundleCost = v.strictObject({
  delta: v.pipe(v.number(), v.gtValue(0), v.ltValue(1)),
  participations: count,
  /** All queries together: what is really spent, for they are answered by one report. */
  together: EpsilonPair,
  /** What answering a query alone, under the same noise, would cost; these do not add up to `together`. */
  queries: v.array(v.strictObject({ id: v.string(), ...EpsilonPair.entries })),
  /** Part of a device's lifetime budget that one participation takes, as its ledger counts it. */
  lifetimeShare: fraction,
});
export type BundleCost = v.InferOutput<typeof BundleCost>;

/** A published bundle as its operator sees it. */
export const PublishedBundle = v.strictObject({
  /** SHA-256 of the canonical bundle. */
  hash: hex(32),
  signed: SignedBundle,
  publishedAt: moment,
  /** None while devices may answer it. */
  retiredAt: v.nullable(moment),
  /** Whether a round is made as soon as a cohort waits. */
  byDemand: v.boolean(),
  /** Devices that wait for a round of it now, on all replicas. */
  waiting: count,
  cost: BundleCost,
});
export type PublishedBundle = v.InferOutput<typeof PublishedBundle>;

/** Whether rounds of a bundle are made as soon as enough devices wait. */
export const DemandSwitch = v.strictObject({ byDemand: v.boolean() });
export type DemandSwitch = v.InferOutput<typeof DemandSwitch>;
