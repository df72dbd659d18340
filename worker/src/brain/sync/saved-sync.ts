import * as v from 'valibot';

/**
 * That the person wants their devices to share, and how: the journal `sync`. It is kept apart from keys and record (the journal
 * `replica`), so that a device whose keys are missing knows that it must not send anything.
 */
export const SavedSync = v.strictObject({
  format: v.literal(1),
  choice: v.picklist(['off', 'on']),
  /** Address of the relay; null: the one that Parlour came with. */
  relay: v.nullable(v.string()),
  /** What this device is called on the others. */
  name: v.pipe(v.string(), v.maxLength(100)),
  /** How it came to share. */
  came: v.picklist(['founded', 'paired', 'recovered']),
  /** The state of which a letter lies at the relay for the recovery words. */
  letter: v.nullable(v.string()),
});
export type SavedSync = v.InferOutput<typeof SavedSync>;

export const notShared: SavedSync = {
  format: 1,
  choice: 'off',
  relay: null,
  name: '',
  came: 'founded',
  letter: null,
};
