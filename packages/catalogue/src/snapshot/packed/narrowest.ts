/** The same numbers in the narrowest type that holds them all. */
export function narrowest(values: Uint32Array): Uint8Array | Uint16Array | Uint32Array {
  let most = 0;
  for (const value of values) most = Math.max(most, value);
  return most < 256 ? Uint8Array.from(values) : most < 65_536 ? Uint16Array.from(values) : values;
}
