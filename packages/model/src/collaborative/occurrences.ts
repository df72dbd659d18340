import type { Interactions } from './interactions.ts';

/** Where each item stands in the histories: those of item `i` are `places[starts[i]] .. places[starts[i + 1] - 1]`. */
export interface Occurrences {
  readonly starts: Int32Array;
  /** Indexes into the interactions' `items`. */
  readonly places: Int32Array;
  /** First and one past the last index of the history that holds an index. */
  readonly first: Int32Array;
  readonly end: Int32Array;
}

export function occurrencesOf(x: Interactions): Occurrences {
  const starts = new Int32Array(x.itemCount + 1);
  for (const item of x.items) starts[item + 1] = (starts[item + 1] as number) + 1;
  for (let i = 0; i < x.itemCount; i++) starts[i + 1] = (starts[i + 1] as number) + (starts[i] as number);
  const next = starts.slice();
  const places = new Int32Array(x.items.length);
  const first = new Int32Array(x.items.length);
  const end = new Int32Array(x.items.length);
  for (let person = 0; person < x.people; person++) {
    const [from, to] = [x.starts[person] as number, x.starts[person + 1] as number];
    for (let place = from; place < to; place++) {
      const item = x.items[place] as number;
      places[next[item] as number] = place;
      next[item] = (next[item] as number) + 1;
      first[place] = from;
      end[place] = to;
    }
  }
  return { starts, places, first, end };
}
