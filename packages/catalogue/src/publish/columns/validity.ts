/** Arrow's validity bitmap (least significant bit first); empty where every value is present, as Arrow allows. */
export function validityOf(
  length: number,
  isPresent: (index: number) => boolean,
): { validity: Uint8Array; nullCount: number } {
  const bits = new Uint8Array(Math.ceil(length / 8));
  let nullCount = 0;
  for (let i = 0; i < length; i++) {
    if (isPresent(i)) bits[i >> 3] = (bits[i >> 3] as number) | (1 << (i & 7));
    else nullCount++;
  }
  return { validity: nullCount === 0 ? new Uint8Array(0) : bits, nullCount };
}
