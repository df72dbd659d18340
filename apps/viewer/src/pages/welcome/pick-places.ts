/** `count` different places in a list of `length`, ascending. Which ones is no secret, but it should not be foreseen. */
export function pickPlaces(length: number, count: number): number[] {
  const places = Array.from({ length }, (_, place) => place);
  const drawn = new Uint32Array(length);
  crypto.getRandomValues(drawn);
  return places
    .toSorted((a, b) => (drawn[a] ?? 0) - (drawn[b] ?? 0))
    .slice(0, count)
    .toSorted((a, b) => a - b);
}
