import { chooseProfile } from '../choose-profile.ts';
import { bodyOf, CsvColumns } from '../csv-columns.ts';
import { Findings } from '../findings.ts';
import type { Act, CsvPart, ImportFormat } from '../import-format.ts';
import type { CsvRow } from '../read-csv.ts';
import { readDate } from '../read-date.ts';
import { mergeSessions, type Session } from './netflix-sessions.ts';

type Table = 'viewing' | 'ratings' | 'list';

/** Less than this of a title is a slip of the finger or an autoplay that was stopped. */
const leastSeconds = 60;
/** Stars of Netflix' thumbs: down, up, two up. */
const starsOfThumbs: Readonly<Record<string, number>> = { 1: 1, 2: 4, 3: 5 };

/** "Download your personal information": of its folders only viewing activity, ratings and My List are opened. */
export const netflixFull: ImportFormat = {
  id: 'netflix-full',
  name: 'Netflix personal information',
  zipFiles: /(?:^|\/)(?:viewingactivity|ratings|mylist)\.csv$/,

  detect: (part) => tableOf(CsvColumns.of(part)) !== undefined,

  parse(parts, { answers }) {
    const found = new Findings(parts);
    const tables = parts
      .filter((part): part is CsvPart => part.kind === 'csv')
      .map((part) => ({ part, columns: new CsvColumns(part.rows[0]?.cells ?? []) }));
    const profiles = tables.flatMap(({ part, columns }) =>
      bodyOf(part).map((row) => columns.cell(row, 'Profile Name')),
    );
    const profile = chooseProfile(
      profiles.filter((name) => name !== ''),
      answers.profile,
    );
    if (typeof profile !== 'string') return found.ask(profile);
    for (const { part, columns } of tables) {
      const mine = bodyOf(part).filter((row) => columns.cell(row, 'Profile Name') === profile);
      const reader = new TableReader(part.path, columns, found);
      const table = tableOf(columns);
      if (table === 'viewing') reader.viewing(mine);
      else if (table === 'ratings') reader.ratings(mine);
      else reader.list(mine);
    }
    return found;
  },
};

function tableOf(columns: CsvColumns | undefined): Table | undefined {
  if (columns?.has('Profile Name') !== true) return undefined;
  if (columns.has('Start Time', 'Duration', 'Title')) return 'viewing';
  if (!columns.has('Title Name')) return undefined;
  if (columns.has('Thumbs Value') || columns.has('Star Value')) return 'ratings';
  return columns.has('Utc Title Add Date') ? 'list' : undefined;
}

class TableReader {
  readonly #path: string;
  readonly #columns: CsvColumns;
  readonly #found: Findings;

  constructor(path: string, columns: CsvColumns, found: Findings) {
    this.#path = path;
    this.#columns = columns;
    this.#found = found;
  }

  viewing(rows: readonly CsvRow[]): void {
    const sessions: Session[] = [];
    for (const row of rows) {
      const cell = (name: string) => this.#columns.cell(row, name);
      if (cell('Supplemental Video Type') !== '') {
        this.#found.ignore('Trailers and previews');
        continue;
      }
      const named = this.#named(row, 'Title', 'Start Time');
      if (named === undefined) continue;
      const seconds = secondsOf(cell('Duration')) ?? 0;
      const bookmark = secondsOf(cell('Bookmark')) ?? secondsOf(cell('Latest Bookmark')) ?? seconds;
      const { name: title, at: start, original } = named;
      sessions.push({ line: row.line, title, start, seconds, bookmark, original });
    }
    for (const { first, last, seconds } of mergeSessions(sessions)) {
      const { title: name, line, original } = first;
      const identity = String(first.start);
      const act = { kind: 'completion', at: last.start, identity, watchedSeconds: seconds } as const;
      const tooShort = { ignored: 'Watched for less than a minute' };
      this.#found.add(
        this.#path,
        line,
        seconds < leastSeconds ? tooShort : { name, compound: 'colons', original, acts: [act] },
      );
    }
  }

  ratings(rows: readonly CsvRow[]): void {
    for (const row of rows) {
      const named = this.#named(row, 'Title Name', 'Event Utc Ts');
      if (named === undefined) continue;
      const thumbs = starsOfThumbs[this.#columns.cell(row, 'Thumbs Value')];
      const given = Number(this.#columns.cell(row, 'Star Value'));
      const stars = thumbs ?? (given >= 0.5 && given <= 5 ? given : undefined);
      if (stars === undefined) this.#found.ignore('Ratings that were taken back');
      else this.#add(row, named, { kind: 'rating', at: named.at, stars });
    }
  }

  list(rows: readonly CsvRow[]): void {
    for (const row of rows) {
      const named = this.#named(row, 'Title Name', 'Utc Title Add Date');
      if (named !== undefined) this.#add(row, named, { kind: 'watchlist', at: named.at });
    }
  }

  #add(row: CsvRow, { name, original }: { name: string; original: readonly string[] }, act: Act): void {
    this.#found.add(this.#path, row.line, { name, compound: 'colons', original, acts: [act] });
  }

  /** Title and time; undefined, and reported, where one is missing. */
  #named(row: CsvRow, titleColumn: string, timeColumn: string) {
    const name = this.#columns.cell(row, titleColumn);
    const time = this.#columns.cell(row, timeColumn);
    const date = readDate(time);
    if (name !== '' && date !== undefined && 'at' in date)
      return { name, at: date.at, original: [name, time] };
    const reason = name === '' ? 'The row has no title.' : `“${time}” is not a date.`;
    this.#found.add(this.#path, row.line, { reason });
    return undefined;
  }
}

/** Of "01:02:03". */
function secondsOf(duration: string): number | undefined {
  const match = /^(\d+):(\d{2}):(\d{2})$/.exec(duration);
  return match === null ? undefined : (Number(match[1]) * 60 + Number(match[2])) * 60 + Number(match[3]);
}
