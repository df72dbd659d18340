import { chooseLearned, ownMixtures, type Strategy } from '@parlour/recommend';
import type { HistoryEvent } from '@parlour/wire';
import { nextTask } from './next-task.ts';
import type { PublicCatalogue } from './public-catalogue.ts';
import type { MixtureStart, StartingMixture } from './starting-mixture.ts';

/**
 * Where lists begin for a person: where everybody's do, unless what was before finds clearly more of what they watched. Found out on the device, of their own
 * history, a few tens of milliseconds at a time.
 * @param strategies that their lists are made with.
 */
export async function ownStart(
  house: PublicCatalogue,
  strategies: readonly Strategy[],
  start: StartingMixture,
  events: readonly HistoryEvent[],
): Promise<MixtureStart> {
  const { before } = start;
  if (before === undefined) return start;
  const { catalogue } = house;
  const parts = { catalogue, space: await house.space(), popularity: house.popularity(), strategies };
  const quality = await ownMixtures(parts, events, [start.weights, before.weights], nextTask);
  return chooseLearned(quality) === 0 ? start : before;
}
