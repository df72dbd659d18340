/** Who watched what, as sparse rows: person `p` has `items[starts[p]] .. items[starts[p + 1] - 1]`, oldest first, none twice. */
export interface Interactions {
  readonly people: number;
  /** How many items there are; entries of `items` are below it. */
  readonly itemCount: number;
  /** Length people + 1, ascending. */
  readonly starts: Int32Array;
  readonly items: Int32Array;
  /** Milliseconds since 1970, as long as `items`. */
  readonly at: Float64Array;
}

interface Watched {
  readonly row: number;
  readonly at: number;
}

/** Interactions of histories that are oldest first; of several with one item the last counts. */
export function interactionsOf(itemCount: number, histories: Iterable<readonly Watched[]>): Interactions {
  const starts = [0];
  const items: number[] = [];
  const at: number[] = [];
  for (const history of histories) {
    const last = new Map(history.map((each, index) => [each.row, index]));
    history.forEach((each, index) => {
      if (last.get(each.row) !== index) return;
      if (!(each.row >= 0 && each.row < itemCount)) throw new RangeError(`no item ${each.row}`);
      items.push(each.row);
      at.push(each.at);
    });
    starts.push(items.length);
  }
  return {
    people: starts.length - 1,
    itemCount,
    starts: Int32Array.from(starts),
    items: Int32Array.from(items),
    at: Float64Array.from(at),
  };
}

/** How many people watched each item. */
export function countsOf(interactions: Interactions): Int32Array {
  const counts = new Int32Array(interactions.itemCount);
  for (const item of interactions.items) counts[item] = (counts[item] as number) + 1;
  return counts;
}

/** The people of each item, ascending: those of item `i` are `people[starts[i]] .. people[starts[i + 1] - 1]`. */
export function peopleByItem(interactions: Interactions): { starts: Int32Array; people: Int32Array } {
  const starts = new Int32Array(interactions.itemCount + 1);
  const counts = countsOf(interactions);
  for (let item = 0; item < counts.length; item++)
    starts[item + 1] = (starts[item] as number) + (counts[item] as number);
  const next = starts.slice();
  const people = new Int32Array(interactions.items.length);
  for (let person = 0; person < interactions.people; person++) {
    const end = interactions.starts[person + 1] as number;
    for (let i = interactions.starts[person] as number; i < end; i++) {
      const item = interactions.items[i] as number;
      people[next[item] as number] = person;
      next[item] = (next[item] as number) + 1;
    }
  }
  return { starts, people };
}
