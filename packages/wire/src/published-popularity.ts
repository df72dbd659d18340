import * as v from 'valibot';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const item = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/**
 * What people of this installation watch, from sums of private rounds alone: a small JSON file of the public way. Everything in it
 * is computed from released sums, whose noise is in it; nothing of it is true of any one person.
 */
export const PublishedPopularity = v.pipe(
  v.strictObject({
    format: v.literal(1),
    /** Reports of all sums together; one person may have made one an epoch. */
    reports: count,
    /** Sums that went into it. */
    rounds: count,
    /** Standard deviation that the rounds' noise leaves at each share. */
    noise: v.pipe(v.number(), v.finite(), v.minValue(0)),
    /** Titles that stand out of the noise, the most watched first, none twice. */
    items: v.pipe(v.array(item), v.minLength(1), v.maxLength(2 ** 18)),
    /** By place in `items`: share of people who watched it. */
    shares: v.array(share),
    /**
     * Titles that do not stand out by themselves, and the share of people who most likely watched each, by how all that was told lies: what
     * lists and models may start from, and nothing to show of any one title. Files of before have none.
     */
    others: v.optional(
      v.pipe(
        v.strictObject({ items: v.pipe(v.array(item), v.maxLength(2 ** 18)), shares: v.array(share) }),
        v.check(({ items, shares }) => items.length === shares.length, 'not one share an item'),
      ),
    ),
    /** Of `items`, those that more people watch than in the epochs before, beyond what noise and chance do. */
    rising: v.array(v.string()),
  }),
  v.check(({ items, others }) => {
    const all = [...items, ...(others?.items ?? [])];
    return new Set(all).size === all.length;
  }, 'an item twice'),
  v.check(({ items, shares }) => items.length === shares.length, 'not one share an item'),
  v.check(
    ({ shares }) => shares.every((value, place) => place === 0 || value <= shares[place - 1]),
    'not the most watched first',
  ),
  v.check(({ items, rising }) => {
    const known = new Set(items);
    return rising.every((item) => known.has(item));
  }, 'a rising item that is not in the list'),
);
export type PublishedPopularity = v.InferOutput<typeof PublishedPopularity>;
