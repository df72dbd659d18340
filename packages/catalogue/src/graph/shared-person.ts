import type { Catalogue, CodedColumn } from '../snapshot/catalogue.ts';
import { Heaviest } from './heaviest.ts';
import { type InvertedIndex, invertedIndex } from './inverted-index.ts';
import type { Edge } from './item-graph.ts';

const heaviestWeight = 0.9;
/** The sum at which half of it is reached: about a leading actor of a dozen titles shared. */
const half = 0.2;

const directorShare = () => 1;
const castShare = (position: number) => 0.8 / (1 + position / 4);

/**
 * SHARED_PERSON edges of a row: for every person of both items, how much each item is theirs (directors most, then by
 * billing), times how rarely they appear at all; saturating. Symmetric.
 */
export function sharedPerson(catalogue: Catalogue): (row: number, limit: number) => Edge[] {
  const roles = [role(catalogue, 'directors', directorShare), role(catalogue, 'cast', castShare)];
  const uses = (code: number) => roles.reduce((sum, { index }) => sum + index.starts.length(code), 0);

  return (row, limit) => {
    const sums = new Map<number, number>();
    for (const own of roles) {
      const { codes, starts } = own.column;
      const start = starts.at(row);
      for (let i = start; i < start + starts.length(row); i++) {
        const code = codes[i] as number;
        const share = own.share(i - start) / Math.log2(1 + uses(code));
        for (const { index, share: theirs } of roles)
          addShared(sums, index, code, (position) => share * theirs(position));
      }
    }
    sums.delete(row);
    const best = new Heaviest(limit);
    for (const [other, sum] of sums) {
      best.add({ row: other, type: 'shared-person', weight: (heaviestWeight * sum) / (sum + half) });
    }
    return best.sorted();
  };
}

interface Role {
  readonly column: CodedColumn;
  readonly index: InvertedIndex;
  readonly share: (position: number) => number;
}

function role(catalogue: Catalogue, name: 'directors' | 'cast', share: (position: number) => number): Role {
  const column = catalogue.coded(name);
  return { column, index: invertedIndex(column, catalogue.size), share };
}

function addShared(
  sums: Map<number, number>,
  { starts, rows, positions }: InvertedIndex,
  code: number,
  weight: (position: number) => number,
): void {
  const end = starts.at(code + 1);
  for (let i = starts.at(code); i < end; i++) {
    const row = rows[i] as number;
    sums.set(row, (sums.get(row) ?? 0) + weight(positions[i] as number));
  }
}
