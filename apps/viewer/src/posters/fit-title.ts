import type { Lettering } from './lettering.ts';

const LARGEST = 27;
const SMALLEST = 5.5;

/**
 * Size of a title, in hundredths of its poster's width, with which it fits into `width` x `height` hundredths without
 * a broken word; the smallest size where none does.
 */
export function fitTitle(title: string, lettering: Lettering, width: number, height: number): number {
  const text = lettering.capitals ? title.toUpperCase() : title;
  const words = text.split(/(?<=[-–—/·])|\s+/).filter((word) => word !== '');
  const widths = words.map((word) => widthOf(word, lettering));
  const space = lettering.advances[5];
  for (let size = LARGEST; size > SMALLEST; size -= 0.5) {
    // The means flatter some words: a little air.
    const room = (width / size) * 0.95;
    const lines = linesIn(widths, space, room);
    if (lines * lettering.leading * size <= height) return size;
  }
  return SMALLEST;
}

/** Lines of a greedy setting; infinite where a word is wider than a line. */
function linesIn(widths: readonly number[], space: number, room: number): number {
  let lines = 1;
  let used = 0;
  for (const width of widths) {
    if (width > room) return Number.POSITIVE_INFINITY;
    const needed = used === 0 ? width : used + space + width;
    if (needed > room) lines += 1;
    used = needed > room ? width : needed;
  }
  return lines;
}

function widthOf(word: string, { advances }: Lettering): number {
  const [narrow, lower, wide, capital, digit, space] = advances;
  let width = 0;
  for (const character of word) {
    if (/[ijlfI.,:;'’!|()]/.test(character)) width += narrow;
    else if (/[mwMW@%&]/.test(character)) width += wide;
    else if (/\p{Lu}/u.test(character)) width += capital;
    else if (/\p{Ll}/u.test(character)) width += lower;
    else if (/\p{Nd}/u.test(character)) width += digit;
    else if (/\s/.test(character)) width += space;
    // Ideographs and whatever else falls back to another font are as wide as they are high.
    else width += /\p{L}/u.test(character) ? 1 : lower;
  }
  return width;
}
