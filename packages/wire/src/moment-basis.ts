import * as v from 'valibot';
import { HEAD_LIST_DIGITS } from './head-list.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What a person's second moment is taken over: so many titles each by itself, and directions of all others' content. */
export const MomentDesign = v.pipe(
  v.strictObject({
    head: v.pipe(count, v.maxValue(1024)),
    content: v.pipe(count, v.maxValue(512)),
  }),
  v.check(({ head, content }) => head + content > 0, 'a design of nothing'),
);
export type MomentDesign = v.InferOutput<typeof MomentDesign>;

/** Titles of a basis or a model, by place; none twice. */
export const MomentItems = v.pipe(
  v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  v.minLength(1),
  v.maxLength(2 ** 16),
  v.check((items) => new Set(items).size === items.length, 'an item twice'),
);

/**
 * What the tensors of a basis' file are of: `content` (items after the head x directions, F32) and `popularity` (items, F32,
 * sum 1, none below 0). The first `design.head` items are directions by themselves.
 */
export const MomentBasisManifest = v.pipe(
  v.strictObject({
    kind: v.literal('moment-basis'),
    format: v.literal(1),
    design: MomentDesign,
    /** Version of the content features that its directions were made of. */
    features: count,
    /** Where popularity comes from: released sums of this installation, or public ratings as long as there are none. */
    popularity: v.picklist(['people', 'public-ratings', 'even']),
    items: MomentItems,
  }),
  v.check(({ design, items }) => design.head <= items.length, 'a head longer than the list'),
);
export type MomentBasisManifest = v.InferOutput<typeof MomentBasisManifest>;

/** Name of the file of a basis, beside the catalogue's. @param name the first 32 hex digits of its SHA-256. */
export const momentBasisPath = (name: string): string =>
  `basis-${name.slice(0, HEAD_LIST_DIGITS)}.safetensors`;
