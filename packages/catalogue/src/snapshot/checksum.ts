/**
 * A checksum inside the Arrow file, because Arrow has none and its readers take lengths on trust: one flipped byte in
 * the metadata can ask for gigabytes. It stands as `parlour-check:` and eight hexadecimal digits in the schema's
 * metadata, hence once near the start and once near the end of the file, in this and every later format. It is for
 * accidents; against intent there is the manifest's SHA-256.
 */
export const unsealed = 'parlour-check:00000000';

const marker = 'parlour-check:';
const digits = 8;
/** The schema and the footer lie within this many bytes of the file's ends. */
const reach = 65_536;

/** Writes the checksum into a file that was made with `unsealed` in its metadata. */
export function sealChecksum(bytes: Uint8Array): void {
  const places = placesOf(bytes, marker);
  if (!places) throw new Error('no place for a checksum');
  stamp(bytes, marker, hex(checksum(bytes, places)));
}

/** Writes ASCII `text` behind the first and behind the last `after` of a file's metadata. */
export function stamp(bytes: Uint8Array, after: string, text: string): void {
  for (const place of placesOf(bytes, after) ?? []) bytes.set(new TextEncoder().encode(text), place);
}

/** Whether the file holds the right checksum, at both places. */
export function isIntact(bytes: Uint8Array): boolean {
  const places = placesOf(bytes, marker);
  if (!places) return false;
  const expected = hex(checksum(bytes, places));
  return places.every(
    (place) => latin1(bytes.subarray(place, place + digits)) === expected && isPadded(bytes, place + digits),
  );
}

/** What shares a word with the last digits is not in the sum: the end of the string and zeros up to the next word. */
function isPadded(bytes: Uint8Array, end: number): boolean {
  return bytes.subarray(end, (end + 3) & ~3).every((byte) => byte === 0);
}

function placesOf(bytes: Uint8Array, after: string): [number, number] | undefined {
  const first = latin1(bytes.subarray(0, reach)).indexOf(after);
  const tail = Math.max(0, bytes.length - reach);
  const last = latin1(bytes.subarray(tail)).lastIndexOf(after);
  if (first < 0 || tail + last <= first) return undefined;
  return [first + after.length, tail + last + after.length];
}

/** FNV-1a over little-endian words in two lanes, without the words that the digits touch. */
function checksum(bytes: Uint8Array, [first, last]: [number, number]): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  let even = 0x811c9dc5;
  let odd = 0x1000193 ^ bytes.length;
  const add = (start: number, end: number) => {
    let a = even;
    let b = odd;
    for (let i = start; i + 1 < end; i += 2) {
      a = Math.imul(a ^ (words[i] as number), 0x01000193);
      b = Math.imul(b ^ (words[i + 1] as number), 0x85ebca6b);
    }
    if ((end - start) % 2 === 1 && end > start) a = Math.imul(a ^ (words[end - 1] as number), 0x01000193);
    even = a ^ (a >>> 15);
    odd = b ^ (b >>> 13);
  };
  const touched = (place: number) => [place >> 2, (place + digits + 3) >> 2] as const;
  const [firstStart, firstEnd] = touched(first);
  const [lastStart, lastEnd] = touched(last);
  add(0, firstStart);
  add(firstEnd, lastStart);
  add(Math.max(firstEnd, lastEnd), words.length);
  let sum = Math.imul(even, 31) ^ odd;
  for (let i = words.length * 4; i < bytes.length; i++)
    sum = Math.imul(sum ^ (bytes[i] as number), 0x01000193);
  return sum >>> 0;
}

const hex = (sum: number) => sum.toString(16).padStart(digits, '0');
const latin1 = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);
