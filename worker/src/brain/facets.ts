import type { Catalogue, CodedColumnName } from '@parlour/catalogue';
import type { CatalogueFacets, Facet } from '../brain-api/index.ts';

/** What the catalogue can be filtered by, most titles first; decades oldest first, named by their first year. */
export function facetsOf(catalogue: Catalogue): CatalogueFacets {
  return {
    platforms: countCodes(catalogue, 'platforms'),
    types: countCodes(catalogue, 'type'),
    genres: countCodes(catalogue, 'genres'),
    decades: countDecades(catalogue),
  };
}

function countCodes(catalogue: Catalogue, name: CodedColumnName): Facet[] {
  const column = catalogue.coded(name);
  const counts = new Uint32Array(column.size);
  const seenInRow = new Int32Array(column.size).fill(-1);
  for (let row = 0; row < catalogue.size; row += 1) {
    const start = column.starts.at(row);
    for (let at = start; at < start + column.starts.length(row); at += 1) {
      const code = column.codes[at] ?? 0;
      // One platform may offer a title in many countries.
      if (seenInRow[code] !== row) counts[code] = (counts[code] ?? 0) + 1;
      seenInRow[code] = row;
    }
  }
  return Array.from(counts, (count, code) => ({ value: column.value(code), count }))
    .filter(({ count }) => count > 0)
    .sort((left, right) => right.count - left.count || (left.value < right.value ? -1 : 1));
}

function countDecades(catalogue: Catalogue): Facet[] {
  const counts = new Map<number, number>();
  for (let row = 0; row < catalogue.size; row += 1) {
    const year = catalogue.year(row);
    if (year === undefined) continue;
    const decade = Math.floor(year / 10) * 10;
    counts.set(decade, (counts.get(decade) ?? 0) + 1);
  }
  return [...counts]
    .sort(([left], [right]) => left - right)
    .map(([decade, count]) => ({ value: String(decade), count }));
}
