import type { ImportedRow, ImportPart, ParsedExport, RejectedLine } from './import-format.ts';
import type { ImportQuestion } from './import-model.ts';

/** What a row of an export turned out to be. */
export type ReadRow =
  | Omit<ImportedRow, 'part' | 'line'>
  | { readonly reason: string }
  | { readonly ignored: string };

/** Collects what `parse` finds. */
export class Findings implements ParsedExport {
  readonly rows: ImportedRow[] = [];
  readonly rejected: RejectedLine[] = [];
  readonly ignored = new Map<string, number>();

  constructor(parts: readonly ImportPart[]) {
    for (const part of parts) {
      if (part.kind === 'csv')
        this.rejected.push(...part.rejected.map((row) => ({ ...row, part: part.path })));
    }
  }

  /** `reason`: could not be read. `ignored`: left out on purpose, by that reason. */
  add(part: string, line: number, read: ReadRow): void {
    if ('reason' in read) this.rejected.push({ part, line, reason: read.reason });
    else if ('ignored' in read) this.ignore(read.ignored);
    else this.rows.push({ ...read, part, line });
  }

  ignore(reason: string): void {
    this.ignored.set(reason, (this.ignored.get(reason) ?? 0) + 1);
  }

  ask(question: ImportQuestion): ParsedExport {
    return { rows: [], rejected: [], ignored: new Map(), question };
  }
}
