import { createEngine, type Engine, type EngineParts } from '@parlour/recommend';
import type { PublicCatalogue } from './public-catalogue.ts';

/** An engine over everything public that there is, with no history in it yet. */
export async function openEngine(
  house: PublicCatalogue,
  now: () => number,
  person: Pick<EngineParts, 'learned' | 'taste'> = {},
): Promise<Engine> {
  const [space, published, { weights }] = await Promise.all([
    house.space(),
    house.strategies(),
    house.mixture(),
  ]);
  return createEngine(
    {
      catalogue: house.catalogue,
      space,
      popularity: house.popularity(),
      ...published,
      fusion: { weights },
      ...person,
    },
    now,
  );
}
