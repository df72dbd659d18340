/** For tests only: 300 titles of six themes, and an engine over them. */
import type { Catalogue } from '@parlour/catalogue';
import type { HistoryEvent, Item } from '@parlour/wire';
import { popularity } from '../list/popularity.ts';
import { compactFeatures } from '../space/compact-features.ts';
import { itemSpace } from '../space/item-space.ts';
import { featuresOf, plantedCatalogue } from '../test-house.ts';
import { createEngine, type Engine } from './engine.ts';
import type { EngineParts } from './engine-parts.ts';

export const today = Date.UTC(2026, 10, 20);

export function partsFor(change?: (item: Item, index: number) => Partial<Item>): EngineParts {
  const catalogue = plantedCatalogue(change);
  const space = itemSpace(compactFeatures(featuresOf(catalogue)));
  return { catalogue, space, popularity: popularity(catalogue) };
}

export function engineFor(parts: EngineParts, events: readonly HistoryEvent[] = []): Engine {
  const engine = createEngine(parts, () => today);
  engine.setHistory(events);
  return engine;
}

export const watched = (catalogue: Catalogue, row: number, at = row): HistoryEvent => ({
  id: `watched-${row}-${at}`,
  kind: 'completion',
  item: catalogue.id(row),
  at,
  source: 'viewer',
});
