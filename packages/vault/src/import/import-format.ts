import type { EventKind, ExternalIds } from '@parlour/wire';
import type { Breather } from './breather.ts';
import type { ImportAnswers, ImportFormatId, ImportQuestion, RejectedRow } from './import-model.ts';
import type { CsvRow } from './read-csv.ts';

/** One readable file: the chosen one, or one in a ZIP. `path` is its name, with folders in a ZIP. */
export type ImportPart = CsvPart | JsonPart;
export interface CsvPart {
  readonly kind: 'csv';
  readonly path: string;
  /** When handed to `detect`: the beginning only. Never empty. */
  readonly rows: readonly CsvRow[];
  readonly rejected: readonly RejectedRow[];
}
export interface JsonPart {
  readonly kind: 'json';
  readonly path: string;
  readonly value: unknown;
}

/** One service's export. */
export interface ImportFormat {
  readonly id: ImportFormatId;
  /** "Netflix viewing history" */
  readonly name: string;
  /** Which files of a ZIP may be opened to look for this format; tested on the path in lower case. */
  readonly zipFiles: RegExp;
  /** Whether the content is a file of this format. Must not throw. */
  detect(part: ImportPart): boolean;
  /** Gets the parts that `detect` accepted. Rows it cannot read go to `rejected`; must not throw anything but ParlourErrors. */
  parse(parts: readonly ImportPart[], context: ParseContext): Promise<ParsedExport> | ParsedExport;
}

export interface ParseContext {
  readonly answers: ImportAnswers;
  /** Unix milliseconds. */
  readonly now: number;
  readonly breather: Breather;
}

export interface ParsedExport {
  readonly rows: readonly ImportedRow[];
  readonly rejected: readonly RejectedLine[];
  /** Number of rows by reason. */
  readonly ignored: ReadonlyMap<string, number>;
  readonly question?: ImportQuestion;
}

/** A row that could not be read. */
export interface RejectedLine extends RejectedRow {
  readonly part: string;
}

/** One thing that the person watched, rated or listed. */
export interface ImportedRow {
  readonly part: string;
  readonly line: number;
  /** As the source has it. */
  readonly name: string;
  /** What stands for the name in the row's identity, where the name was found by looking at other rows. */
  readonly identity?: string;
  /** The name may be "Show: Season: Episode", or also "Show - Season", and is to be split. */
  readonly compound?: 'colons' | 'colons-and-dashes';
  /** The name is no evidence for a title of the catalogue (a video's): matches are offered, not taken. */
  readonly weak?: boolean;
  readonly year?: number | undefined;
  /** schema.org type of what `name` names, if the source tells. */
  readonly type?: string | undefined;
  readonly season?: string | undefined;
  readonly episode?: string | undefined;
  readonly externalIds?: ExternalIds | undefined;
  /** Untouched cells that name the title. */
  readonly original: readonly string[];
  readonly acts: readonly Act[];
}

export interface Act {
  readonly kind: EventKind;
  /** Unix milliseconds. */
  readonly at: number;
  /** What tells two equal acts apart, if not `at`: a row's identity must not change with what is computed from other rows. */
  readonly identity?: string;
  readonly stars?: number;
  readonly progress?: number;
  readonly times?: number;
  /** How much was watched, where the share of the runtime is to be found from the catalogue. */
  readonly watchedSeconds?: number;
}
