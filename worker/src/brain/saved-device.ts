import { backendNames } from '@parlour/model';
import * as v from 'valibot';

const Backend = v.picklist(backendNames);

/** What is remembered of this device, in the vault. Milliseconds. */
export const SavedDevice = v.object({
  override: v.picklist(['auto', ...backendNames]),
  measurements: v.array(
    v.object({
      name: Backend,
      available: v.boolean(),
      detail: v.string(),
      scoreMs: v.optional(v.number()),
      trainMs: v.optional(v.number()),
      rows: v.number(),
    }),
  ),
  lastTraining: v.optional(
    v.object({
      backend: Backend,
      steps: v.number(),
      milliseconds: v.number(),
      stopped: v.boolean(),
      lossBefore: v.number(),
      lossAfter: v.number(),
      at: v.number(),
    }),
  ),
});
export type SavedDevice = v.InferOutput<typeof SavedDevice>;
