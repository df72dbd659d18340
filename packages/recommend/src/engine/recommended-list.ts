import type { StrategyName } from '../strategies/strategy.ts';
import type { Trust } from '../trust/trust.ts';

export type ReasonType =
  | 'similar-to'
  | 'because-genre'
  | 'because-person'
  | 'trending'
  | 'fresh'
  | 'mood'
  | 'cluster'
  | 'popular'
  | 'shuffle';

export interface Reason {
  readonly type: ReasonType;
  /** A whole sentence: "Because you watched Dark". */
  readonly description: string;
  /** Share of the score that this reason carries, 0..1. */
  readonly confidence: number;
  /** Item ids from the person's history along real edges to the title, or a genre, a person's name, words. */
  readonly path: readonly string[];
}

/** `personal`: by the strategies. `popular`: public ratings. `shuffle`: seeded random order. */
export type ListSource = 'personal' | 'popular' | 'shuffle';

export interface ListEntry {
  readonly row: number;
  readonly item: string;
  /**
   * 0..1: how strongly the strategies hold that the person likes it, weighted as in the fusion. The order of a list comes from ranks and
   * from variety, and so need not follow it. `popular`: popularity. `shuffle`: 0.
   */
  readonly score: number;
  readonly trust: Trust;
  /** The reasons in a sentence or two; what it says is true of the score. */
  readonly explanation: string;
  /** What put it here first; then the title that carries it most, and what it shares with others. */
  readonly reasons: readonly Reason[];
  /** What put it here: the strategy that carries most of its place. */
  readonly source: StrategyName | 'popular' | 'trending' | 'fresh' | 'shuffle';
}

export interface RecommendedList {
  readonly source: ListSource;
  readonly entries: readonly ListEntry[];
  /** How many titles passed the filters and were not excluded. */
  readonly considered: number;
  /** Titles that would have been in the list but for their low trust. */
  readonly hidden: number;
  /** "3 titles hidden: low trust", or the warning that titles of low trust are shown. */
  readonly notice?: string;
  /** Set where hiding would have cost more than a third of the list: nothing is hidden then. */
  readonly warning?: 'low-trust';
  /** Strategies that could not take part, and why: a list never fails because one of them does. */
  readonly missing: readonly { readonly strategy: StrategyName; readonly why: string }[];
}
