import { type ContentStrategy, contentStrategy } from '../strategies/content/content-strategy.ts';
import { contextStrategy } from '../strategies/context/context-strategy.ts';
import type { Habits } from '../strategies/context/habits.ts';
import type { Strategy } from '../strategies/strategy.ts';
import { type ItemTrust, itemTrust } from '../trust/item-trust.ts';
import { type Boosts, boosts } from './boosts.ts';
import { type CatalogueFacts, catalogueFacts } from './catalogue-facts.ts';
import type { EngineParts } from './engine-parts.ts';

/** What is derived from the public parts once, and shared by all lists. */
export interface House extends EngineParts, CatalogueFacts {
  readonly content: ContentStrategy;
  readonly all: readonly Strategy[];
  readonly itemTrust: ItemTrust;
  readonly boosts: Boosts;
  /** The mask of the list that is being made. */
  readonly allowed: Uint8Array;
}

export function openHouse(parts: EngineParts, habits: () => Habits): House {
  const { catalogue, space } = parts;
  const facts = catalogueFacts(catalogue);
  const content = contentStrategy(space, parts.taste);
  const context = contextStrategy({ space, minutes: facts.minutes, moods: facts.moods, habits });
  return {
    ...parts,
    ...facts,
    content,
    all: [...(parts.strategies ?? []), content, context],
    itemTrust: itemTrust(parts),
    boosts: boosts(catalogue, parts.popularity, parts.trending),
    allowed: new Uint8Array(catalogue.size),
  };
}
