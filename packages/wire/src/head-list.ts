import * as v from 'valibot';

/** The titles that numbers of a query are about, by place: one public file, the same for everybody. */
export const HeadList = v.pipe(
  v.strictObject({
    format: v.literal(1),
    /** Ids of items, the best known first; none twice. */
    items: v.pipe(
      v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
      v.minLength(1),
      v.maxLength(2 ** 18),
    ),
  }),
  v.check(({ items }) => new Set(items).size === items.length, 'an item twice'),
);
export type HeadList = v.InferOutput<typeof HeadList>;

/** Hex digits of a list's SHA-256 that name it: 128 bits. */
export const HEAD_LIST_DIGITS = 32;
/** Name of the file of a list, beside the catalogue's. @param name the first 32 hex digits of its SHA-256. */
export const headListPath = (name: string): string => `head-${name}.json`;
