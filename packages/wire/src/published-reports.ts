import * as v from 'valibot';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const ofThousand = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1000));

/**
 * Titles that clearly many people of this installation report, from sums of private rounds alone. It becomes part of the public
 * file of signals, from which every device counts trust.
 */
export const PublishedReports = v.pipe(
  v.strictObject({
    format: v.literal(1),
    /** Reports (of devices) of all sums together. */
    reports: count,
    rounds: count,
    /** Standard deviation that the rounds' noise leaves at each number, in people of a thousand. */
    noise: v.pipe(v.number(), v.finite(), v.minValue(0)),
    /** Those that stand out of the noise, by item; of a thousand people who take part. */
    titles: v.array(
      v.strictObject({
        item: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
        broken: ofThousand,
        wrong: ofThousand,
        elsewhere: ofThousand,
      }),
    ),
  }),
  v.check(({ titles }) => new Set(titles.map(({ item }) => item)).size === titles.length, 'an item twice'),
);
export type PublishedReports = v.InferOutput<typeof PublishedReports>;
