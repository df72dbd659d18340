import * as v from 'valibot';

const hex = (digits: number) => v.pipe(v.string(), v.length(digits), v.regex(/^[0-9a-f]*$/));
const tried = v.picklist(['collaborative', 'fusion', 'moments']);
const quality = v.object({ hits: v.number(), clicks: v.number(), completions: v.number() });

/** One public, content-hashed, immutable file. `path` is relative to the manifest. */
export const PublicFile = v.object({
  path: v.string(),
  /** SHA-256, lower-case hex, of the uncompressed bytes. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  bytes: v.number(),
  /** Size of the `.br` beside it, i.e. what a browser downloads. */
  brotliBytes: v.number(),
});
export type PublicFile = v.InferOutput<typeof PublicFile>;

/** `/catalogue/manifest.json`: the only mutable file of the public way. */
export const CatalogueManifest = v.object({
  format: v.literal(1),
  /** 16 hex digits of the hash of the columns' content; also in the files and in their names. Equal versions are equal snapshots. */
  version: v.string(),
  publishedAt: v.number(),
  items: v.number(),
  columns: PublicFile,
  /** Vectors, loaded when needed; absent where the device derives them from the columns. */
  vectors: v.optional(PublicFile),
  /** SIMILAR edges of the item graph. */
  graph: v.optional(PublicFile),
  /** What people watch together and after each other: the collaborative strategy's model. */
  collaborative: v.optional(PublicFile),
  /** The graph strategy's embeddings of this version's rows. */
  embeddings: v.optional(PublicFile),
  /** How much each strategy counts in the fusion: a `PublishedFusion` as JSON. */
  fusion: v.optional(PublicFile),
  /** What people of this installation watch, from released sums: a `PublishedPopularity` as JSON. */
  popularity: v.optional(PublicFile),
  /** Which titles go together for people of this installation, from released sums: a signed model (`MomentModelManifest`). */
  moments: v.optional(PublicFile),
  /** Groups of people here who like the same kinds of titles, all in one file: a signed `PublishedClusters`. */
  clusters: v.optional(PublicFile),
  /**
   * Models that a share of people try in place of the published one, each an experiment. Everybody downloads both; a person's devices
   * find out by themselves which one is theirs (`armOf`), and tell nobody.
   */
  canaries: v.optional(
    v.array(
      v.object({
        model: tried,
        /** What a query about it names; absent where nothing is asked of it: then nobody tries it. */
        experiment: v.optional(hex(32)),
        /** Of people, in (0, 1). */
        share: v.pipe(v.number(), v.gtValue(0), v.ltValue(1)),
        file: PublicFile,
      }),
    ),
  ),
  /** What people's sums said of models that were tried, the last of each kind: means over people with the noise of the rounds, by arm. */
  tried: v.optional(
    v.array(
      v.object({
        model: tried,
        experiment: hex(32),
        /** SHA-256 of the files; no current one where there was none of the kind. */
        candidate: hex(64),
        current: v.nullable(hex(64)),
        outcome: v.picklist(['promoted', 'rolled-back']),
        rounds: v.number(),
        reports: v.number(),
        quality: v.object({ current: quality, candidate: quality }),
      }),
    ),
  ),
  /** What is known of this version's titles beyond their facts: what trust and trends are made of. */
  signals: v.optional(PublicFile),
});
export type CatalogueManifest = v.InferOutput<typeof CatalogueManifest>;
