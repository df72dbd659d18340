/**
 * Why two items are neighbours. `similar`: near by content features. `same-genre`: share genres, rarer ones count more.
 * `shared-person`: share directors or cast, people with fewer titles count more.
 */
export type EdgeType = 'similar' | 'same-genre' | 'shared-person';

/** Neighbours of an item at most, over all types. */
export const edgesPerRow = 25;

/** `weight` is 0..1, comparable over types. */
export interface Edge {
  readonly row: number;
  readonly type: EdgeType;
  readonly weight: number;
}

export interface ItemGraph {
  /** At most 25 edges over all types, heaviest first; one edge a neighbour, of its heaviest type. */
  neighbours(row: number): Edge[];
}
