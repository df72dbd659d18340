import * as v from 'valibot';

const seconds = (least: number, most: number) =>
  v.pipe(v.number(), v.finite(), v.minValue(least), v.maxValue(most));
/** Under five seconds hardly a device answers; over an hour those that wait have gone to bed. */
const deadline = seconds(5, 3_600);

/** How long the legs of a round stay open, in seconds by the database's clock. */
export const LegTimes = v.strictObject({
  /** At the latest. A leg closes before, where all have answered or enough have and the grace is over. */
  deadline: v.strictObject({
    advertising: deadline,
    sharing: deadline,
    reporting: deadline,
    confirming: deadline,
    unmasking: deadline,
  }),
  /** After enough have answered. */
  grace: seconds(0, 120),
});
export type LegTimes = v.InferOutput<typeof LegTimes>;
