import { featureDimension } from '@parlour/catalogue';
import type { LearnedTaste } from '@parlour/recommend';
import type { HistoryEvent } from '@parlour/wire';
import { nextTask } from './next-task.ts';
import { openEngine } from './open-engine.ts';
import type { PublicCatalogue } from './public-catalogue.ts';

const titles = 300;
const day = 86_400_000;

/**
 * Makes lists as they will be made for the person, of an invented history of well-known titles, and forgets them. Whatever is made
 * when it is first asked for is then there, and the code is compiled, before the key to the real history is. `isOver` is asked between
 * steps, each of which takes a fraction of a second.
 */
export async function rehearse(
  house: PublicCatalogue,
  now: () => number,
  isOver: () => boolean,
): Promise<void> {
  const history = invented(house, now());
  const taste = inventedTaste(house, history);
  const engine = await openEngine(house, now, { taste: () => taste });
  const steps = [
    () => engine.setHistory(history.slice(0, titles / 2)),
    () => engine.sitting(),
    () => engine.recommend({ count: 20 }),
    () => engine.setHistory(history),
    () => engine.sitting(),
    () => engine.recommend({ count: 40 }),
    () => engine.setHistory(history.slice(titles / 3)),
    () => engine.sitting(),
    () => engine.recommend({ count: 20 }),
  ];
  for (const step of steps) {
    await nextTask();
    if (isOver()) return;
    step();
  }
}

/** The best known titles, one a day, at changing hours. */
function invented(house: PublicCatalogue, now: number): HistoryEvent[] {
  const known = house.popularity();
  const rows = [...known.keys()].sort((left, right) => known[right] - known[left] || left - right);
  return rows.slice(0, titles).map((row, index) => ({
    id: `rehearsal-${index}`,
    kind: 'completion',
    item: house.catalogue.id(row),
    at: now - (titles - index) * day - (index % 24) * 3_600_000,
    progress: 1,
    source: 'rehearsal',
  }));
}

function inventedTaste(house: PublicCatalogue, history: readonly HistoryEvent[]): LearnedTaste {
  return {
    vector: new Float32Array(featureDimension).fill(1 / Math.sqrt(featureDimension)),
    shares: history.map(({ item = '' }) => ({ row: house.catalogue.rowOf(item), coefficient: 1 })),
  };
}
