import type { Catalogue } from '@parlour/catalogue';
import type { FusionEvidence } from '../fusion/fusion-evidence.ts';
import type { FusionWeights } from '../fusion/fusion-weights.ts';
import type { ItemSpace } from '../space/item-space.ts';
import type { LearnedTaste } from '../strategies/content/learned-taste.ts';
import type { Habits } from '../strategies/context/habits.ts';
import type { Strategy } from '../strategies/strategy.ts';
import type { TrustSignals } from '../trust/trust-signals.ts';
import type { StrengthScales } from './strength.ts';

/** Everything public that lists are made of, and what was learned of the person before. */
export interface EngineParts {
  readonly catalogue: Catalogue;
  readonly space: ItemSpace;
  /** As of `popularity`. */
  readonly popularity: Float32Array;
  /** Collaborative and graph, as far as their models are there; content and context the engine brings along. */
  readonly strategies?: readonly Strategy[];
  /** Strategies that could not be opened, to be named in every list. */
  readonly missing?: readonly { readonly strategy: Strategy['name']; readonly why: string }[];
  /** Learned offline; without them the starting weights. */
  readonly fusion?: { readonly weights: FusionWeights; readonly scales?: StrengthScales } | undefined;
  /** 0..1 a row: how much more a title is turned to than it used to be. */
  readonly trending?: Float32Array | undefined;
  readonly sources?: Readonly<Record<string, number>>;
  readonly signals?: (item: string) => TrustSignals | undefined;
  readonly learned?: Learned | undefined;
  /** A direction trained on the device, at the time that the history is taken in. */
  readonly taste?: () => LearnedTaste | undefined;
}

/** What the device has learned of how this person chooses; kept in the vault. */
export interface Learned {
  /** What the weights of the fusion follow; the lists that it came from are gone, so it cannot be found again. */
  readonly evidence: readonly FusionEvidence[];
  readonly habits: Habits;
  /** Titles of the history that the habits were learned from. */
  readonly habitsFrom: number;
  /** Minutes that were added to UTC for the clock they were learned on; undefined where nobody's clock was known. */
  readonly utcOffset?: number | undefined;
}
