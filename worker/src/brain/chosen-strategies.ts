import { chooseLearned, type History, type OwnQuality, ownQuality, type Strategy } from '@parlour/recommend';
import type { LearnedModel } from './learned-models.ts';
import type { HouseStrategies } from './public-catalogue.ts';
import type { TriedKind } from './trials/trial-arm.ts';

/** What this device makes of what was learned from everybody. */
export interface LearnedStanding {
  readonly newest: LearnedModel;
  /** What lists are made with: the newest, one before it, what the operator trained on public ratings, or what people here watch. */
  readonly uses: LearnedModel | 'public-ratings' | 'watched-here';
  /** Of what is used and of the newest; undefined where there was nothing to choose from. */
  readonly quality:
    | { readonly cases: number; readonly hits: number; readonly hitsOfNewest: number }
    | undefined;
}

export interface ChosenStrategies extends Pick<HouseStrategies, 'strategies' | 'missing'> {
  readonly standing: LearnedStanding | undefined;
  /** Whether what many people here watch stands in for a collaborative model. */
  readonly isByPopularity: boolean;
  /** Kinds of models that this person tries, of which their lists are made with the one before. */
  readonly wentBack: readonly TriedKind[];
}

interface Candidate {
  readonly strategy: Strategy;
  readonly uses: LearnedStanding['uses'];
}

/**
 * The strategies of a person: of what was learned here and, where there is one, the collaborative model of public ratings, the one
 * that finds best what this person watched. Where that says too little, the operator's before the newest, the newest before those
 * before it; a model on trial before the one that others use. What people here watch stands in where there is none of them, or where the first is
 * clearly worse and none is better. All of it on the device.
 */
export function chosenStrategies(
  {
    strategies,
    missing,
    together,
    popular,
    before,
  }: Pick<HouseStrategies, 'strategies' | 'missing' | 'together' | 'popular' | 'before'>,
  watched: History,
  rows: number,
): ChosenStrategies {
  const { models, why } = together;
  const trained = strategies.find(({ name }) => name === 'collaborative');
  const ofRatings = [trained, before].flatMap((strategy) => strategy ?? []);
  const learned: readonly Candidate[] = [
    ...ofRatings.map((strategy) => ({ strategy, uses: 'public-ratings' as const })),
    ...models.map((model) => ({ strategy: model.strategy, uses: model })),
  ];
  if (learned.length === 0) {
    const here = why === undefined ? [] : [{ strategy: 'collaborative' as const, why }];
    return {
      strategies: popular === undefined ? strategies : [popular, ...strategies],
      missing: [...missing, ...here],
      standing: undefined,
      isByPopularity: popular !== undefined,
      wentBack: [],
    };
  }
  const candidates: readonly Candidate[] =
    popular === undefined ? learned : [...learned, { strategy: popular, uses: 'watched-here' }];
  const quality =
    candidates.length === 1
      ? undefined
      : ownQuality(
          candidates.map(({ strategy }) => strategy),
          watched,
          rows,
        );
  const place = quality === undefined ? 0 : chooseLearned(quality);
  const { strategy, uses } = candidates[place];
  const [newest] = models;
  const isEarlier = newest !== undefined && uses !== newest && uses !== 'public-ratings';
  return {
    strategies: [strategy, ...strategies.filter((one) => one !== trained)],
    // One that others use stands in for a model on trial that is of no use.
    missing:
      trained === undefined && before ? missing.filter((one) => one.strategy !== strategy.name) : missing,
    isByPopularity: uses === 'watched-here',
    standing: newest && { newest, uses, quality: quality && hitsOf(quality, place, ofRatings.length) },
    wentBack: [
      ...(strategy === before || (before !== undefined && uses === 'watched-here')
        ? ['collaborative' as const]
        : []),
      ...(isEarlier && together.arms?.some(({ arm }) => arm === 'candidate') ? ['moments' as const] : []),
    ],
  };
}

const hitsOf = ({ cases, hits }: OwnQuality, used: number, newest: number): LearnedStanding['quality'] => ({
  cases,
  hits: hits[used],
  hitsOfNewest: hits[newest],
});
