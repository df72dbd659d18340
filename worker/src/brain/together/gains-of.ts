import type { OwnGains } from '@parlour/private-aggregation/queries';
import { decodeWeightings, ownGains, startsOf } from '@parlour/recommend';
import { chosenStrategies } from '../chosen-strategies.ts';
import { watchedRows } from '../watched-rows.ts';
import type { TogetherParts } from './together-parts.ts';

/**
 * How well ways of mixing would have done for the person, by the strategies that their lists are made with, found out here.
 * @param file of the ways of mixing. @throws ParlourError `model/damaged-fusion`
 */
export async function gainsOver(
  file: Uint8Array,
  { house, history }: Pick<TogetherParts, 'house' | 'history'>,
): Promise<() => OwnGains | undefined> {
  const weightings = startsOf(decodeWeightings(file));
  const [published, space] = await Promise.all([house.strategies(), house.space()]);
  const { catalogue, rowOf } = house;
  return () => {
    const { events } = history();
    const { strategies } = chosenStrategies(published, watchedRows(events, { rowOf }), catalogue.size);
    const parts = { catalogue, space, popularity: house.popularity(), strategies };
    const found = ownGains(parts, events, weightings);
    return found && { gains: found.gains, items: found.rows.map((row) => catalogue.id(row)) };
  };
}
