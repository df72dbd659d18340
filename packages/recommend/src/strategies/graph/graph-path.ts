import type { EdgeType } from '@parlour/catalogue';

/** An edge of the catalogue's item graph, in whichever direction it is kept. */
export interface PathEdge {
  readonly from: number;
  readonly to: number;
  readonly type: EdgeType;
  /** 0..1 */
  readonly weight: number;
}

/** From a title of the history to another one along real edges. */
export interface GraphPath {
  /** The history's title first; two rows or more. */
  readonly rows: readonly number[];
  /** One between each two rows. */
  readonly edges: readonly PathEdge[];
  /** Attention on the WATCHED edge from the person to the first row, 0..1. */
  readonly watched: number;
  /** What the first row adds to the last one's score. */
  readonly weight: number;
}
