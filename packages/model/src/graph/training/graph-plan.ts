import type { BprPlan } from './bpr.ts';

/** How WATCHED edges between titles are made of people's histories. */
export interface WatchedPlan {
  /** Edges a title at most. */
  readonly watchedPerRow: number;
  /** Of a title's importance, what they have together where it has others too. */
  readonly watchedShare: number;
}

/** Everything about a training that may be tuned. */
export interface GraphPlan extends BprPlan, WatchedPlan {
  readonly steps: number;
  /** People a step. */
  readonly people: number;
  /** Negatives a step, shared by its people: half by the root of how many watched them, half from the whole catalogue. */
  readonly negatives: number;
  /** Titles a step: those of its people, its negatives, and neighbours of theirs up to here. */
  readonly nodes: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  /** Of the inputs of the second and the third layer. */
  readonly dropout: number;
  /** A person's history ends at random after at least this share of it; what comes next are the targets. */
  readonly leastHistory: number;
}

/** Found on the validation parts of the splits in `bench/RESULTS.md`. */
export const defaultGraphPlan: GraphPlan = {
  steps: 200,
  people: 256,
  negatives: 384,
  nodes: 2048,
  temperature: 0.15,
  hardness: 0.5,
  learningRate: 0.005,
  weightDecay: 0.01,
  dropout: 0.1,
  watchedPerRow: 25,
  watchedShare: 0.9,
  leastHistory: 0.5,
};
