import * as v from 'valibot';
import { HEAD_LIST_DIGITS } from './head-list.ts';
import { MomentDesign, MomentItems } from './moment-basis.ts';
import { SumsOrigin } from './sums-origin.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const hex = (digits: number) => v.pipe(v.string(), v.length(digits), v.regex(/^[0-9a-f]*$/));

/** Where a model of released sums comes from. Everything in it is public. */
export const MomentOrigin = v.strictObject({
  /** The basis that its sums are over. */
  basis: hex(HEAD_LIST_DIGITS),
  design: MomentDesign,
  ...SumsOrigin.entries,
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
