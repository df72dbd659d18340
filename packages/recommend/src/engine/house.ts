import { fuser } from '../fusion/fuse.ts';
import { type ExactMoods, exactMoods } from '../moods/exact-moods.ts';
import { type MoodLevels, moodLevels } from '../moods/mood-levels.ts';
import { type ContentStrategy, contentStrategy } from '../strategies/content/content-strategy.ts';
import { contextStrategy } from '../strategies/context/context-strategy.ts';
import type { Habits } from '../strategies/context/habits.ts';
import { runtimes } from '../strategies/context/moment-fit.ts';
import type { Strategy } from '../strategies/strategy.ts';
import { type ItemTrust, itemTrust } from '../trust/item-trust.ts';
import { filterMasks } from './allowed-rows.ts';
import { type Boosts, boosts } from './boosts.ts';
import type { EngineParts } from './engine-parts.ts';

/** What is derived from the public parts once, and shared by all lists. */
export interface House extends EngineParts {
  readonly content: ContentStrategy;
  readonly all: readonly Strategy[];
  readonly minutes: Uint16Array;
  readonly moods: MoodLevels;
  readonly exactMoods: ExactMoods;
  readonly itemTrust: ItemTrust;
  readonly boosts: Boosts;
  readonly masks: ReturnType<typeof filterMasks>;
  readonly fuse: ReturnType<typeof fuser>;
  /** The mask of the list that is being made. */
  readonly allowed: Uint8Array;
}

export function openHouse(parts: EngineParts, habits: () => Habits): House {
  const { catalogue, space } = parts;
  const minutes = runtimes(catalogue);
  const moods = moodLevels(catalogue);
  const content = contentStrategy(space, parts.taste);
  const context = contextStrategy({ space, minutes, moods, habits });
  return {
    ...parts,
    content,
    all: [...(parts.strategies ?? []), content, context],
    minutes,
    moods,
    exactMoods: exactMoods(catalogue),
    itemTrust: itemTrust(parts),
    boosts: boosts(catalogue, parts.popularity, parts.trending),
    masks: filterMasks(catalogue, minutes),
    fuse: fuser(catalogue.size),
    allowed: new Uint8Array(catalogue.size),
  };
}
