import * as v from 'valibot';

/** What a device says of itself to the others. */
export const NamedDevice = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(100)),
  /** Unix milliseconds, the device's own clock, to the day. */
  lastSeen: v.number(),
});
export type NamedDevice = v.InferOutput<typeof NamedDevice>;
