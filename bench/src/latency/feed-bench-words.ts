/** The first word begins, each further one asks for the processor time. */
export type FeedServerWord =
  | { readonly what: 'serve'; readonly items: number; readonly clusters: number; readonly port: number }
  | { readonly what: 'cpu' };

/** Seconds of processor time that the server has used. */
export interface FeedServerSays {
  readonly cpu: number;
}

/** Name of a cluster, as they are published. */
export const feedBenchCluster = (at: number): string => `c${String(at).padStart(2, '0')}`;
