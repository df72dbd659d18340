/** What everybody has of titles, and what an adapter is learned over: public, the same for all devices of an epoch. */
export interface AdapterSpace {
  readonly items: number;
  /** Numbers of an embedding; an adapter has its square. */
  readonly size: number;
  /** Embeddings of titles less their mean over all watches, `items` x `size`, row-major. */
  readonly titles: Float64Array;
  /** By row: ln of the title's share of all watches. */
  readonly prior: Float64Array;
  /** By row: share of all watches of this and all rows before it. */
  readonly cumulative: Float64Array;
}

/**
 * The space of some embeddings (64 numbers each, where they are the graph encoder's), centred, so that what is popular is no direction: for
 * that there is the prior. Scaled so that the mean square length over all watches is 1.
 * @param embeddings `items` x `size`, row-major. @param popularity share of each title in all watches, sum 1, each above 0.
 */
export function adapterSpace(
  embeddings: ArrayLike<number>,
  size: number,
  popularity: Float64Array,
): AdapterSpace {
  const items = popularity.length;
  if (embeddings.length !== items * size)
    throw new RangeError(`${items} titles have ${items * size} numbers`);
  const mean = new Float64Array(size);
  for (let i = 0; i < embeddings.length; i++)
    mean[i % size] += popularity[Math.floor(i / size)] * embeddings[i];
  const titles = Float64Array.from(embeddings, (value, i) => value - mean[i % size]);
  const square = titles.reduce((sum, value, i) => sum + popularity[Math.floor(i / size)] * value ** 2, 0);
  let sum = 0;
  return {
    items,
    size,
    titles: square === 0 ? titles : titles.map((value) => value / Math.sqrt(square)),
    prior: popularity.map(Math.log),
    cumulative: popularity.map((share) => (sum += share)),
  };
}
