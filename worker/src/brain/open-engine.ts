import { createEngine, type Engine, type EngineParts, type FusionWeights } from '@parlour/recommend';
import type { HistoryEvent } from '@parlour/wire';
import { type ChosenStrategies, chosenStrategies } from './chosen-strategies.ts';
import type { PublicCatalogue } from './public-catalogue.ts';
import { watchedRows } from './watched-rows.ts';

/** What is known of the person whom an engine is for. */
export interface EnginePerson extends Pick<EngineParts, 'learned' | 'taste'> {
  /** What strategies are chosen by. */
  readonly history?: readonly HistoryEvent[] | undefined;
  readonly onChosen?: (chosen: ChosenStrategies) => void;
  /** Where lists begin for them, if not where everybody's do. */
  readonly weights?: FusionWeights | undefined;
}

/** An engine over everything public that there is, with no history in it yet. */
export async function openEngine(
  house: PublicCatalogue,
  now: () => number,
  { history, onChosen, weights: own, ...person }: EnginePerson = {},
): Promise<Engine> {
  const [space, published, { weights }] = await Promise.all([
    house.space(),
    house.strategies(),
    house.mixture(),
  ]);
  const { catalogue } = house;
  const chosen = chosenStrategies(published, watchedRows(history ?? [], house), catalogue.size);
  onChosen?.(chosen);
  return createEngine(
    {
      catalogue: house.catalogue,
      space,
      popularity: house.popularity(),
      ...published,
      strategies: chosen.strategies,
      missing: chosen.missing,
      fusion: { weights: own ?? weights },
      ...person,
    },
    now,
  );
}
