import type { PlainError } from '@parlour/wire';
import type { ItemCard } from './title-views.ts';
import type { TriedView, TrialView } from './trial-views.ts';

export interface DeviceConditions {
  /** Undefined where the browser does not say. */
  readonly isCharging?: boolean | undefined;
  /** Nobody sees the page. */
  readonly isHidden: boolean;
}

export interface TogetherView {
  readonly choice: 'unasked' | 'off' | 'on';
  /** Set where the person takes part. */
  readonly doing: TogetherDoing | undefined;
  /** What this device last sent in the round that is under way. */
  readonly leg: 'advertised' | 'drawn' | 'shared' | 'reported' | 'confirmed' | 'unmasked' | undefined;
  /** What is asked, as far as it is known. */
  readonly offer: TogetherOffer | undefined;
  /** Families of queries that are answered with zeros. */
  readonly off: string[];
  /** What one lifetime's budget is. */
  readonly lifetime: { readonly epsilon: number; readonly delta: number };
  readonly budget: BudgetView | undefined;
  /** The latest first. */
  readonly rounds: RoundView[];
  /** How a device takes part here, once it was asked what is asked. */
  readonly takingPart:
    | {
        readonly isByInvite: boolean;
        /** Name of the provider where a person may log in instead; undefined: there is none. */
        readonly provider: string | undefined;
        /** Host of the relay that rounds go through; undefined: there is none. */
        readonly relay: string | undefined;
      }
    | undefined;
  readonly problem: PlainError | undefined;
  /** Why this device takes part in no round ever again, until it is set up anew: what it has spent cannot be told. */
  readonly outOfRounds: PlainError | undefined;
  /** What came back from rounds, as everybody downloads it; undefined as long as nothing has. */
  readonly back: WatchedHereView | undefined;
  /** The groups of people here, as everybody downloads them; undefined as long as there are none. */
  readonly clusters: ClustersView | undefined;
  /** The same of what titles go together, and what this device makes of it. */
  readonly learned: LearnedView | undefined;
  /** Models that are tried, as far as lists are made with or without them. */
  readonly trials: TrialView[];
  readonly tried: TriedView[];
  /** The same of how lists are mixed before anything is known of a person. */
  readonly mix: SharedMixView | undefined;
}

export type TogetherDoing =
  | { readonly what: 'resting' | 'nothing-asked' | 'all-off' | 'asks-more' | 'spent' | 'trouble' }
  | { readonly what: 'waiting-for-round' | 'in-round' | 'log-in-needed' }
  /** Unix milliseconds. */
  | { readonly what: 'token-later' | 'use-later'; readonly at: number }
  | { readonly what: 'done-for-now'; readonly until: number }
  | { readonly what: 'waiting-for-moment'; readonly obstacle: 'in-use' | 'on-battery' | 'metered' };

export interface TogetherOffer {
  readonly epoch: string;
  /** Unix milliseconds. */
  readonly expiry: number;
  readonly queries: QueryView[];
  readonly minimumReports: number;
  readonly cohortSize: number;
  readonly reportBytes: number;
  /** Of one report, at `delta`. */
  readonly epsilon: number;
  readonly delta: number;
  /** Part of a lifetime's budget that one report costs. */
  readonly share: number;
  /** Share of a round's devices that must not work for whoever wants to look into the sum. */
  readonly honest: number;
  /** Whether the person has agreed to as much. */
  readonly isAgreed: boolean;
}

export interface QueryView {
  readonly id: string;
  readonly family: string;
  /** In the operator's words. */
  readonly purpose: string;
  readonly dimension: number;
  /** What a device says, in Parlour's own words; undefined where this version does not know the query, and says zeros. */
  readonly meaning: string | undefined;
  readonly isOn: boolean;
}

export interface BudgetView {
  /** Lifetime budgets that were opened, and what they allow together. */
  readonly budgets: number;
  readonly epsilon: number;
  readonly delta: number;
  /** Budgets that are left on this device. */
  readonly left: number;
  /** Reports that were paid for. */
  readonly reports: number;
  /** Epsilon of the reports so far, and how many more of those that are asked for now can be paid; known with what is asked. */
  readonly spent: number | undefined;
  readonly reportsLeft: number | undefined;
}

export interface RoundView {
  /** Hex. */
  readonly round: string;
  readonly at: number;
  /** `under-way`, `done`, `left`, `unknown`, or the code of the reason why this device left. */
  readonly how: string;
  /** That reason in a sentence, where there is one. */
  readonly why: string | undefined;
  /** The report, where one was made: it may have been sent. */
  readonly sent:
    | {
        readonly epoch: string;
        readonly bytes: number;
        readonly bits: number;
        readonly numbers: number;
        readonly minimumReports: number;
        /** Part of a lifetime's budget. */
        readonly share: number;
        readonly queries: {
          readonly id: string;
          readonly purpose: string;
          readonly dimension: number;
          readonly answered: boolean;
          /** Standard deviation of this report's own noise at each number, in the query's units. */
          readonly noise: number;
          /** Titles that the answer speaks of. */
          readonly names: string[];
          /** Exactly what was said before the noise, where it is a few numbers. */
          readonly said: number[] | undefined;
        }[];
      }
    | undefined;
}

/** Groups of people of this installation who like the same kinds of titles, from released sums alone. */
export interface ClustersView {
  readonly reports: number;
  readonly rounds: number;
  /** Standard deviation that noise leaves at the size of one, in people. */
  readonly noise: number;
  /** The largest first. */
  readonly clusters: { readonly id: string; readonly atLeast: number; readonly genres: string[] }[];
  /** The one that is this person's, found out on this device; undefined where nothing is known of them. */
  readonly own: string | undefined;
  /** The first of what the own one likes. */
  readonly cards: ItemCard[];
}

/** What people of this installation watch, from released sums alone. */
export interface WatchedHereView {
  readonly reports: number;
  readonly rounds: number;
  /** Titles that stand out of the noise. */
  readonly titles: number;
  /** The most watched of them, most first, with the share of people (0..1). */
  readonly most: { readonly card: ItemCard; readonly share: number }[];
  /** Standard deviation that noise leaves at each share. */
  readonly noise: number;
}

/** What something was learned of: released sums alone. */
export interface SumsView {
  readonly reports: number;
  readonly rounds: number;
  /** The first and the last epoch whose people it was learned of. */
  readonly from: string;
  readonly to: string;
  /** The most that one report cost whoever made it, and at which delta. */
  readonly epsilon: number;
  readonly delta: number;
}

/** How lists are mixed before a person has taught anything. */
export interface SharedMixView extends SumsView {
  /** What lists start from, sum 1. */
  readonly weights: Readonly<Record<'collaborative' | 'content' | 'graph' | 'context', number>>;
  /** What it gains over what Parlour comes with, in NDCG@10 a report, and the standard error of that. */
  readonly gain: number;
  readonly gainSe: number;
  /** Whether lists begin there on this device too: not where that found clearly less of what its person watched than what was before. */
  readonly isUsed: boolean;
}

/** A model of which titles go together. */
export interface LearnedView extends SumsView {
  /** What this device makes lists with: this, one that was before it, what the operator trained on public ratings, or what people here watch. */
  readonly uses: 'newest' | 'earlier' | 'public-ratings' | 'watched-here';
  /** Where there was a choice: of so many titles of the person's own, how many were found by what is used, and by this. */
  readonly found:
    | { readonly cases: number; readonly hits: number; readonly hitsOfNewest: number }
    | undefined;
}
