import { seedOfTasteGroup, tasteGroups } from '@parlour/recommend';
import { type HistoryEvent, ParlourError } from '@parlour/wire';
import type { TasteGroup } from '../brain-api/index.ts';
import type { Home } from './home.ts';
import { itemCard } from './item-card.ts';
import type { PublicCatalogue } from './public-catalogue.ts';

export async function tasteGroupsFor(seed: number, house: PublicCatalogue): Promise<TasteGroup[]> {
  return (await groups(seed, house)).map(({ id, name, rows }) => ({
    id,
    name,
    cards: rows.map((row) => itemCard(house.catalogue, row)),
  }));
}

/**
 * Events that say that the person likes the titles of these groups, but for those they already like.
 * @throws ParlourError `taste/unknown-group`; then nothing is chosen.
 */
export async function likesOfGroups(
  groupIds: readonly string[],
  home: Home,
  now: number,
): Promise<HistoryEvent[]> {
  const { house } = home;
  const items = new Set<string>();
  for (const id of groupIds) {
    const seed = seedOfTasteGroup(id);
    const group = seed === undefined ? undefined : (await groups(seed, house)).find((one) => one.id === id);
    if (group === undefined) throw unknownGroup();
    for (const row of group.rows) items.add(house.catalogue.id(row));
  }
  const view = home.history();
  return [...items]
    .filter((item) => !view.mine(item).liked)
    .map((item) => ({ id: crypto.randomUUID(), kind: 'like', item, at: now, source: 'taste' }));
}

async function groups(seed: number, house: PublicCatalogue) {
  const { features, mean } = await house.features();
  return tasteGroups({ catalogue: house.catalogue, features, mean, popularity: house.popularity() }, seed);
}

function unknownGroup(): ParlourError {
  return new ParlourError('taste/unknown-group', {
    message: 'One of the groups you chose is no longer there: the catalogue has changed.',
    meaning: 'Nothing was chosen.',
    mend: 'Look at the groups again and choose once more.',
  });
}
