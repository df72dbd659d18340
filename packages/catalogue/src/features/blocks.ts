/**
 * The parts of the 512 dimensions. `weight` is the length of the part before the whole is normalised, so its square is
 * the part's share in a similarity; `probes` is how many dimensions a word is spread over (more where there are few words, so that two rarely look alike).
 * Shares of plot : genre : people : era = 1 : 1 : 1 : 2 are from the learning experiments; places and type were set by
 * hand. On the MovieLens and MovieTweetings splits no other weights were better by more than the error (`bench/RESULTS.md`).
 */
export const blocks = {
  text: { start: 0, size: 224, weight: 1, probes: 2 },
  genres: { start: 224, size: 72, weight: 1, probes: 4 },
  people: { start: 296, size: 112, weight: 1, probes: 2 },
  places: { start: 408, size: 48, weight: 0.5, probes: 4 },
  era: { start: 456, size: 32, weight: Math.SQRT2, probes: 0 },
  type: { start: 488, size: 24, weight: 0.5, probes: 4 },
} as const;

export type Block = (typeof blocks)[keyof typeof blocks];

/** Adds a word of a given hash to the block of one vector, spread over its probes with signs (feature hashing, Weinberger 2009). */
export function addWord(vector: Float64Array, block: Block, hash: number, weight: number): void {
  let h = hash;
  for (let probe = 0; probe < block.probes; probe++) {
    const dimension = block.start + ((h >>> 1) % block.size);
    vector[dimension] = (vector[dimension] as number) + ((h & 1) === 1 ? weight : -weight);
    h = (Math.imul(h, 0x9e3779b1) + 0x7f4a7c15) >>> 0;
    h = (h ^ (h >>> 15)) >>> 0;
  }
}

/** Years around which the era block has its dimensions: 1890, 1895, ..., 2045. */
const firstYear = 1890;
const step = 5;
/** Years over which two eras still overlap on each side. */
const reach = 15;

/** A tent over the neighbouring years, so that nearby decades are alike and far ones are not. */
export function addEra(vector: Float64Array, year: number): void {
  const { start, size } = blocks.era;
  const near = Math.min(Math.max(year, firstYear), firstYear + step * (size - 1));
  for (let i = 0; i < size; i++) {
    const distance = Math.abs(near - (firstYear + step * i));
    if (distance < reach) vector[start + i] = 1 - distance / reach;
  }
}

/** Scales a block to its weight; leaves an empty one empty. */
export function weighBlock(vector: Float64Array, block: Block, weight: number = block.weight): void {
  let squares = 0;
  for (let d = block.start; d < block.start + block.size; d++) squares += (vector[d] as number) ** 2;
  if (squares === 0) return;
  const factor = weight / Math.sqrt(squares);
  for (let d = block.start; d < block.start + block.size; d++) vector[d] = (vector[d] as number) * factor;
}
