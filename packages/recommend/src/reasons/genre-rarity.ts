import type { Catalogue } from '@parlour/catalogue';

const known = new WeakMap<Catalogue, (genre: string) => number>();

/** How much it says of a title of this catalogue to have a genre: -ln of the share of titles that have it. */
export function genreRarity(catalogue: Catalogue): (genre: string) => number {
  const before = known.get(catalogue);
  if (before !== undefined) return before;
  const column = catalogue.coded('genres');
  const { codes, starts, size } = column;
  const counts = new Uint32Array(size);
  for (let at = 0; at < starts.at(catalogue.size); at += 1) {
    const code = codes[at] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  const rarity = (genre: string): number =>
    -Math.log(Math.max(1, counts[column.codeOf(genre)] ?? 1) / (catalogue.size + 1));
  known.set(catalogue, rarity);
  return rarity;
}
