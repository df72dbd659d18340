import type { Item } from '@parlour/wire';

/** What one source says of one title. `key` tells a source's titles apart and is the same in its next edition. */
export interface Part extends Omit<Item, 'id'> {
  readonly key: string;
  /** Days of its latest 90 on which people rated the title, and how many did; ascending. Never part of an item. */
  readonly ratedOn?: readonly DayCount[];
}

/** A day (days since 1970, UTC) and what was counted on it. */
export type DayCount = readonly [day: number, count: number];

/** How the keys of parts begin that come from JSON-LD with an id of ours: an export that comes back. */
export const exportKey = 'export:';

/** A row that did not go in. `line` counts from 1, as an editor does; in an array without line breaks it is the entry's line. */
export interface Refusal {
  readonly line: number;
  /** Name of the file within a folder, where the source is one. */
  readonly file?: string;
  /** One plain sentence. */
  readonly reason: string;
}

/** One row of a source: a title (with the id it asks for, if it carries one of ours), or why it is none. */
export type Reading =
  | { readonly kind: 'part'; readonly line: number; readonly part: Part; readonly proposedId?: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Left out on purpose, for instance adult titles; `reason` is counted, not listed. */
  | { readonly kind: 'skipped'; readonly reason: string };

/** Bytes of the source read so far, of so many. */
export type OnBytes = (done: number, total: number) => void;
