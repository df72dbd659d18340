import * as v from 'valibot';

/** So many bytes in lower-case hex. */
export const hex = (bytes: number) =>
  v.pipe(v.string(), v.length(2 * bytes), v.regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`)));

export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Milliseconds since 1970. */
export const moment = count;

/** Names rows that have no hash of their own. */
export const Uuid = v.pipe(v.string(), v.uuid());

/** One line that an operator writes for operators; nobody else sees it. */
export const note = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));

/** Rows of a page at most. */
export const pageLimit = v.optional(v.pipe(count, v.minValue(1), v.maxValue(100)), 25);

/** 0..1. */
export const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
