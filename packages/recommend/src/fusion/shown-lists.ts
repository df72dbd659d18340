import type { RankedList } from './fuse.ts';

/** The lists that were made last, with the strategies' own lists behind each. */
export interface ShownLists {
  /** `rows` is what the person sees of it. One that is shown again becomes the latest. */
  add(rows: readonly number[], lists: readonly RankedList[]): void;
  /** Behind the latest list that shows the row; behind the latest of all where none does. */
  behind(row: number): readonly RankedList[];
}

/** Titles stay before the person while others are chosen anew around them: what is judged need not be in the latest list. */
const most = 8;

export function shownLists(): ShownLists {
  const shown: { readonly rows: readonly number[]; readonly lists: readonly RankedList[] }[] = [];
  return {
    add(rows, lists) {
      const again = shown.findIndex((one) => one.lists === lists);
      if (again >= 0) shown.splice(again, 1);
      shown.push({ rows, lists });
      if (shown.length > most) shown.shift();
    },
    behind: (row) => (shown.findLast(({ rows }) => rows.includes(row)) ?? shown.at(-1))?.lists ?? [],
  };
}
