import type { HistoryEvent } from '@parlour/wire';
import { featureDimension } from '@parlour/catalogue';
import type { LearnedTaste } from '../strategies/content/learned-taste.ts';
import type { Engine } from './engine.ts';
import type { EngineParts } from './engine-parts.ts';
import type { RequestContext } from './recommend-request.ts';

/** Lists as they will be made for a person, of an invented history of well-known titles. */
export interface Rehearsal {
  /** For the engine that rehearses. */
  readonly taste: LearnedTaste;
  /** Each takes a fraction of a second. */
  steps(engine: Engine): (() => void)[];
}

const titles = 300;
const newEvents = 16;
const day = 86_400_000;
const contexts: readonly RequestContext[] = [
  { device: 'television', utcOffset: 60 },
  { device: 'phone', utcOffset: 60, mood: 'light' },
  { device: 'computer', utcOffset: 60, minutes: 90 },
];

/**
 * Whatever is made when it is first asked for is there after the steps, and the code of first lists, of lists for a moment and of
 * lists after an event is compiled. An engine of the same parts that comes later makes the same lists with it as without it.
 */
export function rehearsal(
  { catalogue, popularity }: Pick<EngineParts, 'catalogue' | 'popularity'>,
  now: number,
): Rehearsal {
  const rows = [...popularity.keys()]
    .sort((left, right) => popularity[right] - popularity[left] || left - right)
    .slice(0, titles + newEvents);
  const events = rows.map(
    (row, index): HistoryEvent => ({
      id: `rehearsal-${index}`,
      kind: 'completion',
      item: catalogue.id(row),
      at: now - (titles + newEvents - index) * day - (index % 24) * 3_600_000,
      progress: 1,
      source: 'rehearsal',
    }),
  );
  const history = events.slice(0, titles);
  return {
    taste: {
      vector: new Float32Array(featureDimension).fill(1 / Math.sqrt(featureDimension)),
      shares: rows.slice(0, titles).map((row) => ({ row, coefficient: 1 })),
    },
    steps: (engine) => [
      () => engine.setHistory(history.slice(0, titles / 2)),
      () => engine.sitting(),
      () => engine.recommend({ count: 20 }),
      () => engine.setHistory(history),
      () => engine.sitting(),
      () => engine.recommend({ count: 40 }),
      ...contexts.map((context) => () => engine.recommend({ count: 20, context })),
      ...events.slice(titles).map((event) => () => {
        engine.feedback(event);
        engine.recommend({ count: 20 });
      }),
      () => engine.setHistory(history.slice(titles / 3)),
      () => engine.sitting(),
      () => engine.recommend({ count: 20 }),
    ],
  };
}
