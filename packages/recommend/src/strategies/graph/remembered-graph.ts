import type { ItemGraph } from '@parlour/catalogue';

/** Neighbours cost a third of a millisecond; those asked for are kept, the latest `most` of them. */
export function rememberedGraph(graph: ItemGraph, most = 250): ItemGraph {
  const known = new Map<number, ReturnType<ItemGraph['neighbours']>>();
  return {
    neighbours(row) {
      const found = known.get(row) ?? graph.neighbours(row);
      known.delete(row);
      known.set(row, found);
      if (known.size > most) known.delete(known.keys().next().value ?? row);
      return found;
    },
  };
}
