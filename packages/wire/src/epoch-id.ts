import * as v from 'valibot';

/** Name of an epoch, e.g. `2026-w47`: one bundle is answered in it, and a person has one token for it. */
export const EpochId = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/));
export type EpochId = v.InferOutput<typeof EpochId>;
