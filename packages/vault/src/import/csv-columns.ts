import type { CsvPart, ImportPart } from './import-format.ts';
import type { CsvRow } from './read-csv.ts';

/** A CSV's rows under its header. Column names are compared without case, spaces and punctuation. */
export class CsvColumns {
  readonly header: readonly string[];
  readonly #positions = new Map<string, number>();

  constructor(header: readonly string[]) {
    this.header = header;
    header.forEach((name, position) => {
      const key = columnKey(name);
      if (!this.#positions.has(key)) this.#positions.set(key, position);
    });
  }

  static of(part: ImportPart): CsvColumns | undefined {
    return part.kind === 'csv' ? new CsvColumns(part.rows[0]?.cells ?? []) : undefined;
  }

  has(...names: readonly string[]): boolean {
    return names.every((name) => this.#positions.has(columnKey(name)));
  }

  /** The trimmed cell under the first of the names that the header has; '' where there is none. */
  cell(row: CsvRow, ...names: readonly string[]): string {
    for (const name of names) {
      const position = this.#positions.get(columnKey(name));
      if (position !== undefined) return (row.cells[position] ?? '').trim();
    }
    return '';
  }
}

/** A CSV part's rows without its header. */
export function bodyOf(part: CsvPart): readonly CsvRow[] {
  return part.rows.slice(1);
}

function columnKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
