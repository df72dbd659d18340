import * as v from 'valibot';
import { EpochId } from './epoch-id.ts';
import { HEAD_LIST_DIGITS } from './head-list.ts';
import { MomentDesign, MomentItems } from './moment-basis.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const hex = (digits: number) => v.pipe(v.string(), v.length(digits), v.regex(/^[0-9a-f]*$/));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));

/** Where a model of released sums comes from. Everything in it is public. */
export const MomentOrigin = v.strictObject({
  /** The basis that its sums are over. */
  basis: hex(HEAD_LIST_DIGITS),
  design: MomentDesign,
  /** SHA-256 of the files of the models that were served when it was made. */
  parents: v.pipe(v.array(hex(64)), v.maxLength(16)),
  /** SHA-256 of the bundles that asked. */
  bundles: v.pipe(v.array(hex(64)), v.minLength(1), v.maxLength(64)),
  /** Released rounds, each a cohort of so many reports. */
  cohorts: v.pipe(
    v.array(v.strictObject({ round: hex(64), epoch: EpochId, reports: count })),
    v.minLength(1),
    v.maxLength(64),
  ),
  /** Of all cohorts together; one person may have made one an epoch. */
  reports: count,
  /** Standard deviation that the rounds' noise leaves at each number of the mean. */
  noise: amount,
  /** The most that one report cost a person, of all bundles. */
  epsilon: v.strictObject({ one: amount, delta: v.pipe(v.number(), v.gtValue(0), v.ltValue(1)) }),
  /** What was measured before it could be a candidate, by arm and figure. */
  quality: v.record(v.pipe(v.string(), v.maxLength(50)), v.pipe(v.number(), v.finite())),
});
export type MomentOrigin = v.InferOutput<typeof MomentOrigin>;

/**
 * What the tensors of a model's file are of: `factors` (items x rank, I8), `units` (items, F32: what a step of a row's factors is)
 * and `lift` (items, F32, 1 or more). The manifest is what is signed, and `content` the SHA-256 of the file that the
 * tensors alone make.
 */
export const MomentModelManifest = v.strictObject({
  kind: v.literal('moment-model'),
  format: v.literal(1),
  items: MomentItems,
  rank: v.pipe(count, v.maxValue(2048)),
  content: hex(64),
  origin: MomentOrigin,
});
export type MomentModelManifest = v.InferOutput<typeof MomentModelManifest>;

/** Who signed a manifest, and how: Ed25519, both in hex. */
export const ModelSeal = v.object({ key: hex(64), signature: hex(128) });
export type ModelSeal = v.InferOutput<typeof ModelSeal>;
