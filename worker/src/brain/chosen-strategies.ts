import { chooseLearned, type History, type OwnQuality, ownQuality, type Strategy } from '@parlour/recommend';
import type { LearnedModel } from './learned-models.ts';
import type { HouseStrategies } from './public-catalogue.ts';

/** What this device makes of what was learned from everybody. */
export interface LearnedStanding {
  readonly newest: LearnedModel;
  /** What lists are made with: the newest, one before it, or what the operator trained on public ratings. */
  readonly uses: LearnedModel | 'public-ratings';
  /** Of what is used and of the newest; undefined where there was nothing to choose from. */
  readonly quality:
    | { readonly cases: number; readonly hits: number; readonly hitsOfNewest: number }
    | undefined;
}

export interface ChosenStrategies extends Pick<HouseStrategies, 'strategies' | 'missing'> {
  readonly standing: LearnedStanding | undefined;
}

/**
 * The strategies of a person: of what was learned here and, where there is one, the collaborative model of public ratings, the one
 * that finds best what this person watched. Where that says too little, the operator's before the newest, the newest before those
 * before it. All of it on the device.
 */
export function chosenStrategies(
  { strategies, missing, together }: Pick<HouseStrategies, 'strategies' | 'missing' | 'together'>,
  watched: History,
  rows: number,
): ChosenStrategies {
  const { models, why } = together;
  const [newest] = models;
  const trained = strategies.find(({ name }) => name === 'collaborative');
  if (newest === undefined) {
    const isMissed = why !== undefined && trained === undefined;
    return {
      strategies,
      missing: isMissed ? [...missing, { strategy: 'collaborative', why }] : missing,
      standing: undefined,
    };
  }
  const candidates: readonly { readonly strategy: Strategy; readonly uses: LearnedStanding['uses'] }[] = [
    ...(trained === undefined ? [] : [{ strategy: trained, uses: 'public-ratings' as const }]),
    ...models.map((model) => ({ strategy: model.strategy, uses: model })),
  ];
  const quality =
    candidates.length === 1
      ? undefined
      : ownQuality(
          candidates.map(({ strategy }) => strategy),
          watched,
          rows,
        );
  const place = quality === undefined ? 0 : chooseLearned(quality);
  const others = strategies.filter((strategy) => strategy !== trained);
  return {
    strategies: [candidates[place].strategy, ...others],
    missing,
    standing: {
      newest,
      uses: candidates[place].uses,
      quality: quality && hitsOf(quality, place, trained === undefined ? 0 : 1),
    },
  };
}

const hitsOf = ({ cases, hits }: OwnQuality, used: number, newest: number): LearnedStanding['quality'] => ({
  cases,
  hits: hits[used],
  hitsOfNewest: hits[newest],
});
