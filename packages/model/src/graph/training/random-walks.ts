import type { WeighedEdges } from '../edges/importance.ts';
import { drawNeighbour } from './sample-nodes.ts';

const titles = 8;
/** Tries to find one more title before a walk ends. */
const tries = 40;

/**
 * People made up for a catalogue without ratings: each one's titles lie together in the item graph. From every row (or, beyond
 * `most` rows, from some), neighbours of what the walk has met, by importance (as Perozzi et al. 2014, DeepWalk, made
 * sentences of graphs).
 */
export function randomWalks(edges: WeighedEdges, most: number, random: () => number): Int32Array[] {
  const rows = edges.starts.length - 1;
  const every = Math.max(1, rows / most);
  const walks: Int32Array[] = [];
  for (let start = 0; start < rows; start += every) {
    const met = [Math.floor(start)];
    for (let i = 0; i < tries && met.length < titles; i++) {
      const next = drawNeighbour(edges, met[Math.floor(random() * met.length)], random);
      if (next >= 0 && !met.includes(next)) met.push(next);
    }
    if (met.length > 1) walks.push(Int32Array.from(met));
  }
  return walks;
}
