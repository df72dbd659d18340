import type { ItemCard, MyView } from './title-views.ts';

export type Mood = 'light' | 'intense' | 'thoughtful' | 'relaxing' | 'exciting';

export type DeviceType = 'phone' | 'tablet' | 'computer' | 'television';

/** The moment that a list, or an explanation, is for. It stays on the device. */
export interface ListContext {
  readonly mood?: Mood;
  /** Minutes there are to watch. */
  readonly minutes?: number;
  readonly device?: DeviceType;
  /** Minutes to add to UTC for the person's clock; this device's own where it is missing. */
  readonly utcOffset?: number;
}

export interface ListRequest extends ListContext {
  readonly count: number;
  readonly platforms?: string[];
  readonly types?: string[];
  readonly genres?: string[];
  /** Minutes, inclusive. */
  readonly maxRuntime?: number;
  readonly exclude?: string[];
  readonly seed?: number;
  /** True lets titles through that the person has seen. */
  readonly rewatch?: boolean;
}

export interface RecommendationList {
  readonly entries: Recommendation[];
  /** Which ranker made the list: fallbacks are named as such in the interface. */
  readonly source: ListSource;
  /** How many titles passed the filters. */
  readonly considered: number;
  /** Titles that are not shown because their entries cannot be trusted. */
  readonly hidden: number;
  /** A whole sentence about trust, where there is something to say. */
  readonly notice?: string;
  /** Set where titles of low trust are shown, because hiding them would cost too many. */
  readonly warning?: 'low-trust';
  /** Strategies that could not take part; `why` is for who looks into it. */
  readonly missing: readonly MissingStrategy[];
}

export interface MissingStrategy {
  readonly strategy: 'collaborative' | 'content' | 'graph' | 'context';
  readonly why: string;
}

/** `personal`: the person's own engine. `popular`: public signals. `shuffle`: seeded random order. */
export type ListSource = 'personal' | 'popular' | 'shuffle';

export interface Recommendation {
  readonly card: ItemCard;
  readonly score: number;
  readonly source:
    | 'popular'
    | 'shuffle'
    | 'collaborative'
    | 'content'
    | 'graph'
    | 'context'
    | 'trending'
    | 'fresh';
  readonly reasons: Reason[];
  /** The reasons in a sentence or two. */
  readonly explanation: string;
  readonly trust: TrustView;
  readonly mine: MyView;
}

export interface Reason {
  readonly type:
    | 'similar-to'
    | 'because-genre'
    | 'because-person'
    | 'trending'
    | 'fresh'
    | 'mood'
    | 'cluster'
    | 'popular'
    | 'shuffle';
  /** A whole sentence: "Because you watched Dark". */
  readonly description: string;
  /** Share of the score that this reason carries, 0..1. */
  readonly confidence: number;
  /** Item ids from the person's history, or a genre or a person's name. */
  readonly path: string[];
}

/** How far the entry of a title can be relied on, 0..1 each; 0.7 is unknown. */
export interface TrustView {
  readonly score: number;
  readonly source: number;
  readonly metadata: number;
  readonly availability: number;
  readonly quality: number;
  readonly preference: number;
}

export interface TitleExplanation {
  readonly score: number;
  readonly reasons: Reason[];
  readonly trust: TrustView;
  /** Titles of the history and those between, by name, along real edges to this one; heaviest first. */
  readonly paths: { readonly cards: ItemCard[]; readonly weight: number }[];
  readonly moods: { readonly mood: Mood; readonly level: number; readonly words: string[] }[];
}

/** One of the things that the person likes, with the title that stands for it. */
export interface InterestView {
  readonly card: ItemCard;
  /** Of all that the person likes, 0..1. */
  readonly share: number;
  /** What its titles have in common, most common first. */
  readonly genres: string[];
  readonly titles: number;
}
