import type { Bundle, Query } from '@parlour/wire';
import type { Arm } from './experiment-arm.ts';

/** A title that a person has watched, and when they last did: milliseconds since 1970. */
export interface WatchedTitle {
  readonly item: string;
  readonly at: number;
}

/** What a person has reported of a title's entry, and when they last did. */
export interface ReportedTitle {
  readonly item: string;
  readonly as: 'broken' | 'wrong' | 'elsewhere';
  readonly at: number;
}

/** How good a person's lists were under the model that is theirs in an experiment: shares of 0..1. */
export interface OwnQuality {
  readonly arm: Arm;
  /** Of the titles that they watched, those that were among the first ten of the list before; 0 of none. */
  readonly hits: number;
  /** Of the times that they were shown lists, those in which they opened a title of them. */
  readonly clicks: number;
  /** Of the times that they were shown lists, those after which they watched a title of them. */
  readonly completions: number;
}

/** A public file that a query is about, the same for everybody. */
export interface QueryFile {
  readonly is: 'head-list' | 'moment-basis' | 'cluster-centroids' | 'fusion-weightings' | 'none';
  /** The first 32 hex digits of its SHA-256. */
  readonly name: string;
}

/** What a device has made of a query's file: that which is of its sort. */
export interface FileMaterial {
  /** Of a head list: its items, by place. */
  readonly list?: readonly string[];
  /** Of a basis: the moment of a history (items, oldest first) over it. */
  readonly momentOf?: (items: readonly string[]) => ArrayLike<number>;
  /** Of centroids: where who watched this is among them; undefined where nothing can be said. */
  readonly placeOf?: (watched: readonly WatchedTitle[]) => OwnPlace | undefined;
  /** Of ways of mixing: how well each would have done for the person; undefined of who has watched too little. */
  readonly gainsOf?: (watched: readonly WatchedTitle[]) => OwnGains | undefined;
}

/** How much better ways of mixing would have found what a person watched than the first of them, by whoever holds their vault. */
export interface OwnGains {
  /** By way of mixing but the first: a mean difference in NDCG@10, -1..1. */
  readonly gains: ArrayLike<number>;
  /** Titles that were looked for. */
  readonly items: readonly string[];
}

/** Where a person is among the clusters of a query, by whoever holds their vault and the centroids. */
export interface OwnPlace {
  /** The slot of the nearest. */
  readonly cluster: number;
  readonly clusters: number;
  /** What the person likes along the axes of the centroids; of a norm above 1 it is clipped to 1. */
  readonly point: ArrayLike<number>;
  /** Titles that it is made of. */
  readonly items: readonly string[];
}

/** What whoever holds the vault hands to a query; nothing else of a person is known here. */
export interface QueryMaterial extends FileMaterial {
  /** Each title once. */
  readonly watched: readonly WatchedTitle[];
  /** Each title once a kind. */
  readonly reported?: readonly ReportedTitle[];
  /** How good the person's lists were in an experiment; undefined of one that they were not in. */
  readonly qualityOf?: (experiment: string) => OwnQuality | undefined;
}

/** What a device answers a whole bundle from. */
export interface BundleMaterial extends Pick<QueryMaterial, 'watched' | 'reported' | 'qualityOf'> {
  /** What this device made of a query's public file; undefined where it could not get it: then the query gets zeros. */
  readonly materialOf: (file: QueryFile) => FileMaterial | undefined;
  /** Queries that get zeros: what the person has switched off, by family, and what this device answers no more, by id. */
  readonly isOff: (family: string, id: string) => boolean;
}

/** A query in its bundle. */
export interface AskedQuery {
  readonly query: Query;
  /** L2 norm that the vector may have after `query.scale`, at most. */
  readonly norm: number;
}

/** What a device says to a query, before it is encoded and noised, and in words. */
export interface QueryAnswer {
  /** In the query's own units; `query.dimension` numbers, of a norm that nothing is clipped from. */
  readonly vector: Float64Array;
  /** Items that the vector speaks of: for the person alone, it is in no message. */
  readonly items: readonly string[];
}

/** A kind of query that this version can answer: the first part of a query's id, and its version. */
export interface QueryKind {
  readonly family: string;
  readonly version: number;
  /** What a device says, in a sentence for the person. @param asked one that `accepts`. */
  readonly meaning: (asked: AskedQuery) => string;
  /** Whether a query of this kind asks for what this version can give. */
  readonly accepts: (asked: AskedQuery) => boolean;
  /** The public file that the query is about. @param query of one that `accepts`. */
  readonly fileOf: (query: Query) => QueryFile;
  /** @param asked one that `accepts`. Zeros where the file is not of the query's dimension. */
  readonly answer: (asked: AskedQuery, material: QueryMaterial) => QueryAnswer;
}

/** What the bundle's clip leaves to a query. */
export const asked = (query: Query, { clipNorm }: Pick<Bundle, 'clipNorm'>): AskedQuery => ({
  query,
  norm: query.clipShare * clipNorm,
});

/** The first part of an id: `popularity` of `popularity/0123...`. */
export const familyOf = ({ id }: Pick<Query, 'id'>): string => id.split('/', 1)[0];
