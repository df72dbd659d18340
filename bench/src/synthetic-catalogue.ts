import type { Item } from '@parlour/wire';
import { invented, Repeating, seeded, zipf } from './synthetic-words.ts';

/**
 * Invented items whose columns have the shapes of real ones (lengths, how often words, names, genres and countries
 * repeat; taken from 19,682 titles of three streaming services), for measuring sizes and speed. No text is anybody's.
 * Words
 * of a synopsis are drawn one by one, a quarter of them as they followed before, so that brotli makes of it about what it makes of
 * real prose (a third of its bytes).
 */
export function* syntheticItems(options: { items: number; seed?: number }): Generator<Item> {
  const random = seeded(options.seed ?? 1);
  const make = itemMaker(random);
  const ids = new Set<string>();
  for (let i = 0; i < options.items; i++) {
    const item = make();
    for (let n = 2; ids.has(item.id); n++) item.id = `${item.id.replace(/-\d+$/, '')}-${n}`;
    ids.add(item.id);
    yield item;
  }
}

const day = 86_400_000;
const firstDay = 20_000 * day;

function itemMaker(random: () => number): () => Item {
  const word = collocating(invented(zipf(65_000, 1.0), random, 1), random);
  const title = invented(zipf(20_000, 0.8), random, 1, true);
  const first = invented(zipf(20_000, 0.85), random, 2, true);
  const last = invented(zipf(40_000, 0.75), random, 3, true);
  const people = new Repeating(0.55, random, () => `${first()} ${last()}`);
  const genre = invented(zipf(32, 0.9), random, 4, true);
  const country = codes(zipf(100, 1.4), random, 5);
  const language = codes(zipf(60, 1.5), random, 6);
  const platform = invented(zipf(12, 0.8), random, 7);
  const chance = (p: number) => random() < p;
  const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const several = <T>(count: number, draw: () => T): T[] => [...new Set(Array.from({ length: count }, draw))];
  const heavyTail = (median: number, spread: number) =>
    Math.round(median * Math.exp(spread * normal(random)));

  const offer = (): Item['platforms'][number] => {
    const name = platform();
    return {
      platform: name,
      ...(chance(0.7) && { country: country().toUpperCase() }),
      ...(chance(0.6) && { link: `https://www.${name}.example/title/${whole(1e6, 9e7)}` }),
      checkedAt: firstDay + whole(0, 30) * day,
    };
  };

  return () => {
    const isSeries = chance(0.25);
    const type = isSeries ? 'TVSeries' : 'Movie';
    const name = several(Math.min(12, Math.max(1, heavyTail(2.8, 0.55))), title).join(' ');
    const year = Math.max(1900, 2025 - Math.floor(-Math.log(1 - random()) * 15));
    return {
      id: `${type.toLowerCase()}:${name.toLowerCase().replaceAll(' ', '-')}:${year}`,
      type,
      name,
      alternateNames: chance(0.15) ? several(whole(1, 3), () => `${title()} ${title()}`) : [],
      year,
      genres: several(whole(1, 3), genre),
      ...(isSeries ? { seasons: Math.max(1, heavyTail(1.6, 0.7)) } : { runtime: whole(70, 130) }),
      directors: chance(0.7) ? several(chance(0.1) ? 2 : 1, () => people.draw()) : [],
      cast: several(Math.min(40, heavyTail(5, 0.7)), () => people.draw()),
      countries: chance(0.8) ? several(chance(0.2) ? 2 : 1, () => country().toUpperCase()) : [],
      languages: [language()],
      ...(chance(0.7) && { certificate: `${whole(0, 3) * 6}+` }),
      ...(chance(0.95) && { synopsis: sentence(Math.max(6, heavyTail(26, 0.55)), word) }),
      platforms: several(whole(0, 3), offer),
      externalIds: {
        ...(chance(0.85) && { imdb: `tt${String(whole(1, 15_000_000)).padStart(7, '0')}` }),
        ...(chance(0.85) && { tmdb: String(whole(1, 1_200_000)) }),
        ...(isSeries && chance(0.7) && { thetvdb: String(whole(70_000, 440_000)) }),
        ...(chance(0.6) && { wikidata: `Q${whole(1_000, 120_000_000)}` }),
      },
      source: chance(0.7) ? 'tmdb' : 'netflix-csv',
      sourceUpdatedAt: firstDay + whole(0, 300) * day,
      ...(chance(0.7) && {
        publicRatings: { count: heavyTail(20, 2), mean: Math.round(6500 + 1200 * normal(random)) / 10_000 },
      }),
    };
  };
}

function sentence(words: number, word: () => string): string {
  let text = '';
  for (let i = 0; i < words; i++) {
    const next = word();
    text += i % 14 === 0 ? `${i ? '. ' : ''}${next[0]?.toUpperCase()}${next.slice(1)}` : ` ${next}`;
  }
  return `${text}.`;
}

/** Two letters, as of countries and languages. */
function codes(rank: (u: number) => number, random: () => number, salt: number): () => string {
  return () => {
    const n = (rank(random()) * 7919 + salt * 131) % 676;
    return String.fromCharCode(97 + Math.floor(n / 26), 97 + (n % 26));
  };
}

/** Box and Muller. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Now and then gives the word that came after the last one the first time: set phrases, as prose has them. */
function collocating(word: () => string, random: () => number): () => string {
  const follower = new Map<string, string>();
  let last = '';
  return () => {
    const known = follower.get(last);
    const next = known !== undefined && random() < setPhrases ? known : word();
    if (known === undefined) follower.set(last, next);
    last = next;
    return next;
  };
}

const setPhrases = 0.25;
