import * as v from 'valibot';
import { ProfileId } from './household-profile.ts';
import { ExternalIds } from './item.ts';

/**
 * What a person did. `view` opened a title's page here, `click` followed it to where it plays, `completion` watched it
 * (or `progress` of it), `rating` gave `stars`, `seen` says they know it, `not-for-me` wants less of that kind,
 * `watchlist`/`unwatchlist` keep a list; `report-...` says of the title's entry that its links are broken, that it is wrong, or that
 * the title is not to be had where they are.
 */
export const EventKind = v.picklist([
  'view',
  'click',
  'like',
  'share',
  'completion',
  'rating',
  'seen',
  'not-for-me',
  'watchlist',
  'unwatchlist',
  'report-broken',
  'report-wrong',
  'report-elsewhere',
]);
export type EventKind = v.InferOutput<typeof EventKind>;

/** A title as the person's own file named it, kept so that it can be matched (again) later. */
export const NamedTitle = v.object({
  name: v.string(),
  year: v.optional(v.number()),
  /** schema.org type if the source says so. */
  type: v.optional(v.string()),
  season: v.optional(v.string()),
  episode: v.optional(v.string()),
  externalIds: v.optional(ExternalIds),
  /** The untouched cell(s) of the source. */
  original: v.optional(v.string()),
});
export type NamedTitle = v.InferOutput<typeof NamedTitle>;

/** One entry of the vault. Immutable once written. */
export const HistoryEvent = v.object({
  /** Unique; for imports derived from the row's content, so that the same row imported twice is the same event. */
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  kind: EventKind,
  /** Id of a catalogue item; absent while the title is unmatched. */
  item: v.optional(v.string()),
  title: v.optional(NamedTitle),
  /** Unix milliseconds; of the watching, not of the import. */
  at: v.number(),
  /** 0.5 to 5, for `rating`. */
  stars: v.optional(v.pipe(v.number(), v.minValue(0.5), v.maxValue(5))),
  /** 0..1 of the runtime, for `completion`. */
  progress: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  /** How many times, where a source only counts (sessions merged, episodes of a day). */
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** `viewer`, `taste`, or the import format: `netflix`, `letterboxd`, ... */
  source: v.string(),
  importId: v.optional(v.string()),
  /** Whose it is; of the first profile where it is missing, as in all events from before there were profiles. */
  profile: v.optional(ProfileId),
});
export type HistoryEvent = v.InferOutput<typeof HistoryEvent>;
