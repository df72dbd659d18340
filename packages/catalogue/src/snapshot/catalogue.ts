import type { Item } from '@parlour/wire';
import type { TextRows } from './packed/packed-text.ts';

/** Columns that hold words out of a dictionary, one or several a row. */
export type CodedColumnName =
  | 'type'
  | 'genres'
  | 'directors'
  | 'cast'
  | 'countries'
  | 'languages'
  | 'platforms'
  | 'certificate'
  | 'source';

/** Where the codes of each row begin. */
export interface CodeStarts {
  /** From 0 to the number of rows, which gives how many codes there are. */
  at(row: number): number;
  length(row: number): number;
}

/**
 * A column as dictionary codes, for work on all rows at once without decoding strings: row `r` holds
 * `starts.length(r)` codes from `codes[starts.at(r)]` on, in the item's own order. `directors` and `cast` share one dictionary.
 */
export interface CodedColumn {
  /** Number of distinct words in the dictionary; codes are below it. */
  readonly size: number;
  readonly starts: CodeStarts;
  readonly codes: Uint8Array | Uint16Array | Uint32Array;
  value(code: number): string;
  /** The word's UTF-8 bytes, not copied. */
  bytes(code: number): Uint8Array;
  /** Code of a word, -1 if no row has it. */
  codeOf(value: string): number;
}

/** A string column as UTF-8; absent and empty look alike. */
export type TextColumn = TextRows;

/**
 * An opened snapshot. Rows are 0..size-1; their order is fixed within one version and means nothing across versions.
 * Every accessor decodes only what it returns; a row out of range throws RangeError.
 */
export interface Catalogue {
  readonly size: number;
  /** Of the snapshot: equal versions mean equal catalogues. 16 hex digits. */
  readonly version: string;
  /** Row of an item id, -1 if the catalogue doesn't have it. */
  rowOf(id: string): number;
  id(row: number): string;
  type(row: number): string;
  name(row: number): string;
  alternateNames(row: number): string[];
  year(row: number): number | undefined;
  genres(row: number): string[];
  runtime(row: number): number | undefined;
  seasons(row: number): number | undefined;
  directors(row: number): string[];
  cast(row: number): string[];
  countries(row: number): string[];
  languages(row: number): string[];
  certificate(row: number): string | undefined;
  synopsis(row: number): string | undefined;
  platforms(row: number): Item['platforms'];
  externalIds(row: number): Item['externalIds'];
  publicRatings(row: number): Item['publicRatings'];
  source(row: number): string;
  sourceUpdatedAt(row: number): number | undefined;
  extra(row: number): Item['extra'];
  /** The whole item, as it was published. */
  item(row: number): Item;
  coded(column: CodedColumnName): CodedColumn;
  text(column: 'name' | 'synopsis'): TextColumn;
  /**
   * Keeps names, synopses, links of offers and names of people in a third to a half of their memory from its end on; 2.5 s of processor time for 49 MB, a yield every few milliseconds.
   * For when all of them were read that have to be: one is then read in some microseconds.
   */
  pack(): Generator<void, void>;
}
