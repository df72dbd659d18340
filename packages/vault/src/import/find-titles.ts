import type { TitleIndex } from './title-index.ts';
import { normaliseName, withoutArticle } from './normalise-name.ts';

interface SearchName {
  readonly position: number;
  readonly text: string;
}

const searchNames = new WeakMap<TitleIndex, readonly SearchName[]>();

/**
 * Ids of at most `limit` titles for a search box: exact, then prefix, then the start of a word, then substring; better known titles
 * first among equals. Only where that gives fewer than `limit` and the text has four letters or more: names with a typo (two from
 * eight letters on; a swap of neighbours is one).
 */
export function findTitles(index: TitleIndex, text: string, limit: number): string[] {
  const wanted = normaliseName(text);
  if (wanted === '' || limit <= 0) return [];
  const names = namesOf(index);
  const best = new Map<number, number>();
  const bare = withoutArticle(wanted);
  for (const { position, text: name } of names) {
    const rank = rankOf(name, wanted, bare);
    if (rank !== undefined && rank < (best.get(position) ?? 9)) best.set(position, rank);
  }
  if (best.size < limit && wanted.length >= 4) {
    const most = wanted.length >= 8 ? 2 : 1;
    for (const { position, text: name } of names) {
      if (best.has(position)) continue;
      const typos = typosAtStart(name, wanted, most);
      if (typos <= most) best.set(position, 4 + typos);
    }
  }
  const popularity = (position: number) => index.titles[position]?.popularity ?? 0;
  const length = (position: number) => index.titles[position]?.name.length ?? 0;
  return [...best]
    .sort(([a, rankA], [b, rankB]) => rankA - rankB || popularity(b) - popularity(a) || length(a) - length(b))
    .slice(0, limit)
    .flatMap(([position]) => index.titles[position]?.id ?? []);
}

function namesOf(index: TitleIndex): readonly SearchName[] {
  const known = searchNames.get(index);
  if (known !== undefined) return known;
  const names = [...index.byName].flatMap(([text, positions]) =>
    positions.map((position) => ({ position, text })),
  );
  searchNames.set(index, names);
  return names;
}

function rankOf(name: string, wanted: string, bare: string): number | undefined {
  const at = name.indexOf(wanted);
  if (at === 0) return name.length === wanted.length ? 0 : 1;
  if (bare !== wanted || at === -1) {
    const bareName = withoutArticle(name);
    if (bareName === bare) return 0;
    if (bareName.startsWith(bare)) return 1;
  }
  if (at === -1) return undefined;
  return name[at - 1] === ' ' || name.includes(` ${wanted}`) ? 2 : 3;
}

/**
 * Least number of insertions, deletions, replacements and swaps of neighbours that make `wanted` of the beginning of `name` or of
 * one of its words; more than `most` where it is more (optimal string alignment, cut off).
 */
function typosAtStart(name: string, wanted: string, most: number): number {
  let least = most + 1;
  for (let start = 0; start !== -1 && start < name.length; ) {
    // A typo in the very first letter is rare; without this guard every name would be measured.
    if (name[start] === wanted[0] || name[start + 1] === wanted[0] || name[start] === wanted[1]) {
      least = Math.min(least, distance(name.slice(start, start + wanted.length + most), wanted, most));
    }
    const space = name.indexOf(' ', start);
    start = space === -1 ? -1 : space + 1;
  }
  return least;
}

function distance(beginning: string, wanted: string, most: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: beginning.length + 1 }, (_, i) => i);
  for (let i = 1; i <= wanted.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= beginning.length; j++) {
      const same = wanted[i - 1] === beginning[j - 1];
      let cost = Math.min((last[j - 1] ?? 0) + (same ? 0 : 1), (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && wanted[i - 1] === beginning[j - 2] && wanted[i - 2] === beginning[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    beforeLast = last;
    last = row;
  }
  // `wanted` may end anywhere in the beginning.
  return Math.min(...last);
}
