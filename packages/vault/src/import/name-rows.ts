import type { NamedTitle } from '@parlour/wire';
import type { Breather } from './breather.ts';
import type { ImportedRow } from './import-format.ts';
import { packCells } from './original-cells.ts';
import { NameSplitter, type SplitName } from './name-splitter.ts';
import type { TitleIndex } from './title-index.ts';

export interface NamedRow {
  readonly title: NamedTitle;
  readonly isEpisode: boolean;
  /** A show of which this may be an episode; see `SplitName`. */
  readonly perhapsOf?: string | undefined;
}

/** The title of each row, compound names split. */
export async function nameRows(
  rows: readonly ImportedRow[],
  index: TitleIndex,
  breather: Breather,
): Promise<NamedRow[]> {
  const compound = rows.filter((row) => row.compound !== undefined);
  const dashes = compound.some((row) => row.compound === 'colons-and-dashes');
  const splitter = await NameSplitter.of(
    compound.map(({ name }) => name),
    index,
    { dashes, breather },
  );
  const named: NamedRow[] = [];
  for (const row of rows) {
    named.push(nameRow(row, row.compound === undefined ? undefined : splitter.split(row.name)));
    if (breather.due())
      await breather.breathe('Understanding titles', 0.6 + 0.15 * (named.length / rows.length));
  }
  return named;
}

function nameRow(row: ImportedRow, split: SplitName | undefined): NamedRow {
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
}
