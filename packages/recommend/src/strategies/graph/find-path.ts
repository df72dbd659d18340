import type { Edge, ItemGraph } from '@parlour/catalogue';
import type { PathEdge } from './graph-path.ts';

/** The heaviest edge between two rows; either may keep it. */
export function edgeBetween(graph: ItemGraph, from: number, to: number): PathEdge | undefined {
  const there = graph.neighbours(from).find(({ row }) => row === to);
  const back = graph.neighbours(to).find(({ row }) => row === from);
  const edge = heavier(there, back);
  return edge && { from, to, type: edge.type, weight: edge.weight };
}

/**
 * A path of one edge, or else the one of two edges whose weights have the greatest product; undefined where there is none. The row
 * in the middle is a neighbour of both by its own or their lists.
 */
export function findPath(graph: ItemGraph, from: number, to: number): PathEdge[] | undefined {
  const direct = edgeBetween(graph, from, to);
  if (direct) return [direct];
  const beginnings = new Map(graph.neighbours(from).map((edge) => [edge.row, edge]));
  let best: PathEdge[] | undefined;
  let heaviest = 0;
  for (const end of graph.neighbours(to)) {
    const begin = heavier(
      beginnings.get(end.row),
      graph.neighbours(end.row).find(({ row }) => row === from),
    );
    if (begin === undefined || begin.weight * end.weight <= heaviest) continue;
    heaviest = begin.weight * end.weight;
    best = [
      { from, to: end.row, type: begin.type, weight: begin.weight },
      { from: end.row, to, type: end.type, weight: end.weight },
    ];
  }
  return best;
}

function heavier(left: Edge | undefined, right: Edge | undefined): Edge | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return left.weight >= right.weight ? left : right;
}
