/** One item of a history, numbered as the model does; oldest first, none twice. */
export interface Watched {
  readonly item: number;
  /** -1..1, below 0 disliked. */
  readonly weight: number;
}

/** One history, numbered as the model does. */
export interface ReadHistory {
  readonly items: Int32Array;
  readonly weights: Float64Array;
  /** Place of each liked item in `items`, ascending. */
  readonly liked: Int32Array;
  /** Of each item its place in `liked`, -1 if it is not. */
  readonly likedPlaces: Int32Array;
}

export function readHistory(watched: readonly Watched[]): ReadHistory {
  const items = Int32Array.from(watched, ({ item }) => item);
  const weights = Float64Array.from(watched, ({ weight }) => weight);
  const likedPlaces = new Int32Array(items.length).fill(-1);
  let count = 0;
  weights.forEach((weight, place) => {
    if (weight > 0) likedPlaces[place] = count++;
  });
  const liked = Int32Array.from(items.keys()).filter((place) => (likedPlaces[place] as number) >= 0);
  return { items, weights, liked, likedPlaces };
}
