/**
 * Two 32-bit FNV-1a hashes of an id's UTF-8, each from its own basis and mixed once more, of the second the lower half: 48 bits, so that
 * of 50,000 learned and 200,000 listed items two meet by accident with a probability of 4e-5.
 */
export function idHash(id: string): readonly [number, number] {
  let low = 0x811c9dc5;
  let high = 0x050c5d1f;
  for (const byte of encoder.encode(id)) {
    low = Math.imul(low ^ byte, 0x01000193);
    high = Math.imul(high ^ byte, 0x0100_01b3);
  }
  return [mixed(low), mixed(high) & 0xffff];
}

const encoder = new TextEncoder();

/** The finaliser of MurmurHash3 (Austin Appleby, public domain). */
function mixed(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
