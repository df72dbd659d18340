import type { Interactions } from '@parlour/model/collaborative';
import { inThreads } from '../threads/in-threads.ts';
import { type DrawnPart, historiesOf, joinedHistories } from './draw-histories.ts';
import type { PopulationFile } from './population-file.ts';

const work = { thread: new URL('draw-thread.ts', import.meta.url), begin: historiesOf };
const peopleAPiece = 1000;

/** The very people of `drawHistories`, drawn on all cores. */
export async function drawInThreads(
  population: PopulationFile,
  people: number,
  seed: number,
): Promise<Interactions> {
  const pieces = Array.from({ length: Math.ceil(people / peopleAPiece) }, (_, piece) => ({
    from: piece * peopleAPiece,
    to: Math.min(people, (piece + 1) * peopleAPiece),
  }));
  const parts: DrawnPart[] = [];
  for await (const part of inThreads(work, { population, seed }, pieces)) parts.push(part);
  return joinedHistories(population.titles.length, parts);
}
