/** mulberry32 (Ettinger): 0 <= x < 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Ranks 0..size-1 with frequencies proportional to 1 / (rank + 2.7)^exponent (Zipf and Mandelbrot), by inversion. */
export function zipf(size: number, exponent: number): (u: number) => number {
  const sums = new Float64Array(size);
  let total = 0;
  for (let rank = 0; rank < size; rank++) {
    total += 1 / (rank + 2.7) ** exponent;
    sums[rank] = total;
  }
  return (u) => {
    let low = 0;
    let high = size - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) < u * total) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

const onsets = [
  'b',
  'br',
  'c',
  'ch',
  'd',
  'f',
  'g',
  'h',
  'k',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  'st',
  't',
  'th',
  'v',
  'w',
];
const vowels = ['a', 'e', 'i', 'o', 'u', 'a', 'e', 'ai'];
const ends = ['', '', '', 'n', 'r', 's', 't', 'l', 'nd', 'ng'];

/** Draws pronounceable invented words; frequent ones are short. The word of a rank is the same in every run. */
export function invented(
  rank: (u: number) => number,
  random: () => number,
  salt: number,
  capital = false,
): () => string {
  const words = new Map<number, string>();
  return () => {
    const drawn = rank(random());
    const known = words.get(drawn);
    if (known !== undefined) return known;
    const letters = seeded(drawn * 31 + salt);
    const pick = (from: string[]) => from[Math.floor(letters() * from.length)] as string;
    const syllables = 1 + Math.floor(Math.log10(drawn + 1) / 2.2 + letters() * 0.8);
    let word = '';
    for (let i = 0; i < syllables; i++)
      word += pick(onsets) + pick(vowels) + (i === syllables - 1 ? pick(ends) : '');
    if (capital) word = `${word[0]?.toUpperCase()}${word.slice(1)}`;
    words.set(drawn, word);
    return word;
  };
}

/** Draws something new with a given chance, else one of those drawn before, the more often the more it was drawn (Yule and Simon). */
export class Repeating<T> {
  readonly #drawn: T[] = [];
  readonly #newChance: number;
  readonly #random: () => number;
  readonly #make: () => T;

  constructor(newChance: number, random: () => number, make: () => T) {
    this.#newChance = newChance;
    this.#random = random;
    this.#make = make;
  }

  draw(): T {
    const again = this.#drawn.length > 0 && this.#random() >= this.#newChance;
    const value = again ? (this.#drawn[Math.floor(this.#random() * this.#drawn.length)] as T) : this.#make();
    this.#drawn.push(value);
    return value;
  }
}
