import type { Moment } from '../strategies/strategy.ts';

/** What is known of the moment; what is missing is unknown. `platforms` are those that the person can use now. */
export type RequestContext = Partial<Moment>;

/** What a person asks for. Empty or missing filters let everything through. */
export interface RecommendRequest {
  /** 1..200 */
  readonly count: number;
  /** Item ids that shall not be in the list. */
  readonly exclude?: readonly string[];
  readonly context?: RequestContext;
  /** Platform slugs; a title passes that is on any of them. */
  readonly platforms?: readonly string[];
  /** ISO 3166-1 alpha-2: of the platforms, only offers in this country (or without one) count. */
  readonly country?: string | undefined;
  readonly types?: readonly string[];
  /** A title passes that has any of them. */
  readonly genres?: readonly string[];
  /** Minutes, inclusive. Titles of unknown length do not pass. */
  readonly maxRuntime?: number;
  /** A slight variation of the list; equal seeds give equal lists. */
  readonly seed?: number;
  /** True lets titles through that the person has seen; what is not for them stays out. */
  readonly rewatch?: boolean;
  /** `off` shows titles of low trust like all others. */
  readonly trust?: 'filter' | 'off';
}

export const mostTitles = 200;
