import type { ExternalIds, HistoryEvent, ProfileId } from '@parlour/wire';
import type { TitleIndex } from './title-index.ts';

/** What matching needs to know of a catalogue item. */
export interface MatchableTitle {
  readonly id: string;
  /** schema.org type: `Movie`, `TVSeries`, ... */
  readonly type: string;
  readonly name: string;
  readonly alternateNames: readonly string[];
  readonly year?: number | undefined;
  readonly externalIds: ExternalIds;
  /** Minutes; of one episode for a series. */
  readonly runtime?: number | undefined;
  /** Any non-negative number, larger is better known; only ranks candidates and search results. */
  readonly popularity?: number | undefined;
}

/** Also the `source` of the events that a format gives. */
export type ImportFormatId =
  | 'netflix'
  | 'netflix-full'
  | 'letterboxd'
  | 'imdb'
  | 'trakt'
  | 'tv-time'
  | 'prime-video'
  | 'youtube'
  | 'jellyfin'
  | 'plex';

export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** What the person answered to the `question` of an earlier preview of the same file. */
export interface ImportAnswers {
  readonly dateOrder?: DateOrder;
  readonly profile?: string;
}

export type ImportQuestion =
  | { readonly kind: 'date-order'; readonly examples: string[]; readonly orders: DateOrder[] }
  | { readonly kind: 'profile'; readonly profiles: { readonly name: string; readonly rows: number }[] };

export interface ImportProgress {
  /** A plain present participle: "Reading". */
  readonly step: string;
  /** 0..1, never falling. */
  readonly fraction: number;
}

export interface PreviewOptions {
  readonly answers?: ImportAnswers;
  readonly index: TitleIndex;
  /** Whose history the file is for; the first profile's where it is missing. */
  readonly profile?: ProfileId;
  /** Ids of the events that the vault already holds. */
  readonly knownEventIds: ReadonlySet<string>;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Looked at between slices of at most about 12 ms; ends the work with `import/stopped`. */
  readonly signal?: AbortSignal;
  /** Unix milliseconds; dates after it are not believed. Default: now. */
  readonly now?: number;
}

/** `ImportPreview` of the brain's interface, with item ids where that has cards. Known rows are counted, not listed. */
export interface ImportPreviewData {
  readonly formatId: ImportFormatId;
  readonly format: string;
  /** Set when the file cannot be read before the person answers; then the lists are empty. */
  readonly question?: ImportQuestion;
  readonly rows: number;
  readonly known: number;
  /** In a ZIP the reason begins with the file's name in it. */
  readonly rejected: RejectedRow[];
  /** Rows left out on purpose, by reason: trailers, advertisements, ... */
  readonly ignored: IgnoredRows[];
  /** One entry per catalogue item, most rows first. */
  readonly matched: { readonly key: string; readonly item: string; readonly rows: number }[];
  /** Candidates are ranked, best first, at most 8. */
  readonly ambiguous: {
    readonly key: string;
    readonly name: string;
    readonly rows: number;
    readonly candidates: string[];
  }[];
  readonly unmatched: { readonly key: string; readonly name: string; readonly rows: number }[];
  /** Unix milliseconds of the oldest and newest row that is not yet known. */
  readonly from: number | undefined;
  readonly to: number | undefined;
}
export interface RejectedRow {
  /** From 1; in JSON the number of the entry. */
  readonly line: number;
  readonly reason: string;
}
export interface IgnoredRows {
  readonly reason: string;
  readonly rows: number;
}

/** By key: the chosen item, or null for "none of these". Keys left out take the match, or nothing if ambiguous. */
export interface ImportChoices {
  readonly items: Readonly<Record<string, string | null>>;
  readonly leaveOut: readonly string[];
}

export interface FinishedImport {
  /** New events only, oldest first, each with the `importId`. */
  readonly events: HistoryEvent[];
  /** `ImportSummary` of the brain's interface. `added` counts events; a row may give two (watched and rated). */
  readonly summary: {
    readonly importId: string;
    readonly format: string;
    readonly at: number;
    readonly added: number;
    readonly known: number;
    readonly matchedTitles: number;
    readonly unmatchedTitles: number;
  };
  readonly declined: DeclinedTitles;
}

/**
 * By title key (see `titleKey`): items of which the person said that they are not that title. Merge those of all imports, keep
 * them in the vault and hand them to `rematch`, or a declined match comes back with the next catalogue.
 */
export type DeclinedTitles = Readonly<Record<string, readonly string[]>>;
