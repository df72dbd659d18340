/** How many of the best rows compete for a place in the list. */
const poolFactor = 6;
const smallestPool = 100;
export const largestPool = 600;

export function poolSize(count: number): number {
  return Math.min(largestPool, Math.max(smallestPool, poolFactor * count));
}
