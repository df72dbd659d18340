import type { Catalogue } from '@parlour/catalogue';
import { type ExactMoods, exactMoods } from '../moods/exact-moods.ts';
import { type MoodLevels, moodLevels } from '../moods/mood-levels.ts';
import { runtimes } from '../strategies/context/moment-fit.ts';
import { filterMasks } from './allowed-rows.ts';

/** What lists ask of every title, whoever they are for. */
export interface CatalogueFacts {
  readonly minutes: Uint16Array;
  readonly moods: MoodLevels;
  readonly exactMoods: ExactMoods;
  readonly masks: ReturnType<typeof filterMasks>;
}

const known = new WeakMap<Catalogue, CatalogueFacts>();

/** Read once a catalogue: a person's engine does not wait for what the rehearsal's has read. */
export function catalogueFacts(catalogue: Catalogue): CatalogueFacts {
  const there = known.get(catalogue);
  if (there !== undefined) return there;
  const minutes = runtimes(catalogue);
  const facts = {
    minutes,
    moods: moodLevels(catalogue),
    exactMoods: exactMoods(catalogue),
    masks: filterMasks(catalogue, minutes),
  };
  known.set(catalogue, facts);
  return facts;
}
