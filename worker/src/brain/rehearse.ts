import { rehearsal } from '@parlour/recommend';
import { nextTask } from './next-task.ts';
import { openEngine } from './open-engine.ts';
import type { PublicCatalogue } from './public-catalogue.ts';

/**
 * Makes lists as they will be made for the person, and forgets them, before the key to the real history is there. `isOver` is asked
 * between steps, each of which takes a fraction of a second.
 */
export async function rehearse(
  house: PublicCatalogue,
  now: () => number,
  isOver: () => boolean,
): Promise<void> {
  const invented = rehearsal({ catalogue: house.catalogue, popularity: house.popularity() }, now());
  const engine = await openEngine(house, now, { taste: () => invented.taste });
  for (const step of invented.steps(engine)) {
    await nextTask();
    if (isOver()) return;
    step();
  }
}
