import type { Breather } from './breather.ts';
import type { DraftGroup, DraftRow } from './import-draft.ts';
import type { ImportedRow } from './import-format.ts';
import { matchNamed } from './match-named.ts';
import type { TitleMatch } from './match-title.ts';
import type { NamedRow } from './name-rows.ts';
import type { TitleIndex } from './title-index.ts';
import { keyOfTitle } from './title-key.ts';

/** A row whose acts are in part or all new. */
export interface NewRow {
  readonly row: ImportedRow;
  readonly named: NamedRow;
  readonly acts: DraftRow['acts'];
}

/** Groups rows by title, and titles that are clearly the same item of the catalogue into one. Most rows first. */
export async function groupRows(
  rows: readonly NewRow[],
  index: TitleIndex,
  breather: Breather,
): Promise<DraftGroup[]> {
  const matches = new Map<string, TitleMatch>();
  const groups = new Map<string, DraftGroup>();
  for (const [done, { row, named, acts }] of rows.entries()) {
    const { title, isEpisode } = named;
    const key = keyOfTitle(title);
    let match = matches.get(key);
    if (match === undefined) {
      match = matchNamed(index, title, { weak: row.weak, perhapsOf: named.perhapsOf });
      matches.set(key, match);
    }
    const id = match.kind === 'matched' ? `item|${match.candidates[0] ?? ''}` : key;
    const group = groups.get(id);
    if (group === undefined)
      groups.set(id, { key: id, name: title.name, match, rows: [{ title, isEpisode, acts }] });
    else group.rows.push({ title, isEpisode, acts });
    if (breather.due()) await breather.breathe('Matching titles', 0.9 + 0.1 * (done / rows.length));
  }
  return [...groups.values()].sort((a, b) => b.rows.length - a.rows.length);
}
