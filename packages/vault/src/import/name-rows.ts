import type { NamedTitle } from '@parlour/wire';
import type { ImportedRow } from './import-format.ts';
import { packCells } from './original-cells.ts';
import { splitNames } from './split-names.ts';
import type { TitleIndex } from './title-index.ts';

export interface NamedRow {
  readonly title: NamedTitle;
  readonly isEpisode: boolean;
  /** A show of which this may be an episode; see `SplitName`. */
  readonly perhapsOf?: string | undefined;
}

/** The title of each row, compound names split. */
export function nameRows(rows: readonly ImportedRow[], index: TitleIndex): NamedRow[] {
  const splits = splitNames(
    rows.filter(({ compound }) => compound === true).map(({ name }) => name),
    index,
  );
  return rows.map((row) => {
    const split = row.compound === true ? splits.get(row.name) : undefined;
    const isEpisode = split?.isEpisode ?? row.episode !== undefined;
    const season = split?.season ?? row.season;
    const episode = split?.episode ?? row.episode;
    const type = split?.isEpisode === true ? 'TVSeries' : row.type;
    const title: NamedTitle = {
      name: split?.name ?? row.name,
      ...(row.year === undefined ? {} : { year: row.year }),
      ...(type === undefined ? {} : { type }),
      ...(season === undefined ? {} : { season }),
      ...(episode === undefined ? {} : { episode }),
      ...(row.externalIds === undefined ? {} : { externalIds: row.externalIds }),
      original: packCells(row.original),
    };
    return { title, isEpisode, perhapsOf: split?.perhapsOf };
  });
}
