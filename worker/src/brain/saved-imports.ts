import { ProfileId } from '@parlour/wire';
import * as v from 'valibot';

/** What is remembered of imports beside their events. */
export const SavedImports = v.object({
  summaries: v.array(
    v.object({
      importId: v.string(),
      format: v.string(),
      at: v.number(),
      added: v.number(),
      known: v.number(),
      matchedTitles: v.number(),
      unmatchedTitles: v.number(),
      /** Whose history it was for; the first profile's where it is missing. */
      profile: v.optional(ProfileId),
    }),
  ),
  /** By title key: items of which the person said that they are not that title. */
  declined: v.record(v.string(), v.array(v.string())),
  /** By event id: items found since the import. The log itself is never rewritten. */
  matches: v.record(v.string(), v.string()),
  /** Version of the catalogue that `matches` were found in. */
  matchedIn: v.optional(v.string()),
});
export type SavedImports = v.InferOutput<typeof SavedImports>;

export const noImports: SavedImports = { summaries: [], declined: {}, matches: {} };
