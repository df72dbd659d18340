import type { Catalogue, CodedColumn } from '../snapshot/catalogue.ts';
import { Heaviest } from './heaviest.ts';
import { invertedIndex } from './inverted-index.ts';
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
  const roles: readonly Role[] = [
    { column: catalogue.coded('directors'), share: directorShare },
    { column: catalogue.coded('cast'), share: castShare },
  ];
  const columns = roles.map(({ column }) => column);
  const [{ size }] = columns as [CodedColumn];
  // Whoever stands in one place only joins nothing.
  const index = invertedIndex(columns, size, catalogue.size, 2);

  return (row, limit) => {
    const sums = new Map<number, number>();
    for (const own of roles) {
      const { codes, starts } = own.column;
      const start = starts.at(row);
      for (let i = start; i < start + starts.length(row); i++) {
        const code = codes[i] as number;
        const uses = index.starts.length(code);
        if (uses === 0) continue;
        const share = own.share(i - start) / Math.log2(1 + uses);
        const from = index.starts.at(code);
        for (let at = from; at < from + uses; at++) {
          const other = index.rows[at] as number;
          if (other === row || (at > from && other === index.rows[at - 1])) continue;
          for (const role of roles) addShared(sums, role, other, code, share);
        }
      }
    }
    const best = new Heaviest(limit);
    for (const [other, sum] of sums) {
      best.add({ row: other, type: 'shared-person', weight: (heaviestWeight * sum) / (sum + half) });
    }
    return best.sorted();
  };
}

interface Role {
  readonly column: CodedColumn;
  readonly share: (position: number) => number;
}

/** For every place where the person stands in this role in the row. */
function addShared(
  sums: Map<number, number>,
  { column: { codes, starts }, share }: Role,
  row: number,
  code: number,
  factor: number,
): void {
  const start = starts.at(row);
  const end = start + starts.length(row);
  for (let i = start; i < end; i++) {
    if (codes[i] === code) sums.set(row, (sums.get(row) ?? 0) + factor * share(i - start));
  }
}
