import { type Catalogue, formerIds } from '@parlour/catalogue';
import type { GraphEdges } from './graph-edges.ts';

/**
 * What an encoder learned of which titles the same people watched, by titles' ids, so that it can be told of any catalogue: WATCHED edges of title
 * `t` are `starts[t] .. starts[t + 1]`, heaviest first.
 */
export interface WatchedTitles {
  readonly ids: readonly string[];
  /** How many people watched each. */
  readonly counts: Uint32Array;
  readonly starts: Int32Array;
  /** Places in `ids`. */
  readonly neighbours: Int32Array;
  /** 0..1, above 0. */
  readonly weights: Float32Array;
  /** Of a title's importance, what its WATCHED edges have together where it has others too. */
  readonly share: number;
  /** How many histories they were learned from. */
  readonly people: number;
}

/** WATCHED edges between the rows of a catalogue, and how many people watched each row. */
export interface WatchedRows {
  readonly edges: GraphEdges;
  readonly counts: Float64Array;
}

/** Of rows by ids; titles that nobody watched are left out. */
export function watchedTitles(
  catalogue: Catalogue,
  { edges, counts }: WatchedRows,
  { share, people }: Pick<WatchedTitles, 'share' | 'people'>,
): WatchedTitles {
  const rows = Array.from(counts.keys()).filter((row) => counts[row] > 0);
  const places = new Map(rows.map((row, place) => [row, place]));
  const starts = new Int32Array(rows.length + 1);
  const [neighbours, weights]: [number[], number[]] = [[], []];
  rows.forEach((row, place) => {
    for (let e = edges.starts[row]; e < edges.starts[row + 1]; e++) {
      const neighbour = places.get(edges.neighbours[e]);
      if (neighbour === undefined) continue;
      neighbours.push(neighbour);
      weights.push(edges.weights[e]);
    }
    starts[place + 1] = neighbours.length;
  });
  return {
    ids: rows.map((row) => catalogue.id(row)),
    counts: Uint32Array.from(rows, (row) => counts[row]),
    starts,
    neighbours: Int32Array.from(neighbours),
    weights: Float32Array.from(weights),
    share,
    people,
  };
}

/** For the rows of another catalogue: titles are found by the ids they have now or had before; edges to titles that are gone are gone. */
export function watchedRows(watched: WatchedTitles, catalogue: Catalogue): WatchedRows {
  const former = formerIds(catalogue);
  const rows = Int32Array.from(watched.ids, (id) => {
    const row = catalogue.rowOf(id);
    return row >= 0 ? row : catalogue.rowOf(former.get(id) ?? id);
  });
  const titles = new Map<number, number>();
  // Where two titles were joined to one, that which more people watched speaks for it.
  rows.forEach((row, title) => {
    const before = titles.get(row);
    if (row >= 0 && (before === undefined || watched.counts[before] < watched.counts[title]))
      titles.set(row, title);
  });
  const counts = new Float64Array(catalogue.size);
  const starts = new Int32Array(catalogue.size + 1);
  const [neighbours, weights]: [number[], number[]] = [[], []];
  for (let row = 0; row < catalogue.size; row++) {
    const title = titles.get(row);
    if (title !== undefined) {
      counts[row] = watched.counts[title];
      const met = new Set([row]);
      for (let e = watched.starts[title]; e < watched.starts[title + 1]; e++) {
        const other = rows[watched.neighbours[e]];
        if (other < 0 || met.has(other)) continue;
        met.add(other);
        neighbours.push(other);
        weights.push(watched.weights[e]);
      }
    }
    starts[row + 1] = neighbours.length;
  }
  return {
    counts,
    edges: {
      starts,
      neighbours: Int32Array.from(neighbours),
      types: new Uint8Array(neighbours.length),
      weights: Float32Array.from(weights),
    },
  };
}
