import * as v from 'valibot';
import { moment, note, Uuid } from './basics.ts';

/** Of `npx parlour catalogue import`; those of folders (`movielens`, `movietweetings`) come as one ZIP of the folder. */
export const ImportFormat = v.picklist([
  'jsonld',
  'netflix-csv',
  'prime-csv',
  'disney-csv',
  'streaming-csv',
  'movielens',
  'movietweetings',
  'tmdb',
]);
export type ImportFormat = v.InferOutput<typeof ImportFormat>;

const slug = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/));

/** How a file is imported. */
export const ImportOptions = v.strictObject({
  /** What it is called in the list: the name of the file, for example. */
  name: note,
  format: ImportFormat,
  /** Of a `streaming-csv`: the platform that it lists. */
  platform: v.optional(slug),
  /** With `tmdb`: also titles marked as adult, or as video. */
  includeAdult: v.optional(v.boolean()),
  includeVideo: v.optional(v.boolean()),
  /** Publish afterwards; by default what is small is published at once. */
  publish: v.optional(v.boolean()),
});
export type ImportOptions = v.InferOutput<typeof ImportOptions>;

/** Where the server itself fetches a file to import, when asked to or by schedule. */
export const SourceOrder = v.strictObject({
  ...ImportOptions.entries,
  /** `https` or `http`, of a public host. */
  url: v.pipe(v.string(), v.url(), v.regex(/^https?:/), v.maxLength(2000)),
});
export type SourceOrder = v.InferOutput<typeof SourceOrder>;

export const CatalogueSource = v.strictObject({ id: Uuid, ...SourceOrder.entries, createdAt: moment });
export type CatalogueSource = v.InferOutput<typeof CatalogueSource>;
