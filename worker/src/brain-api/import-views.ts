import type { ItemCard } from './title-views.ts';

export interface ImportAnswers {
  /** For dates whose order the column cannot decide. */
  readonly dateOrder?: 'dmy' | 'mdy' | 'ymd';
  /** For files that hold several people's profiles. */
  readonly profile?: string;
}

export interface ImportPreview {
  readonly id: string;
  /** Plain name of the format: "Netflix viewing history". */
  readonly format: string;
  /** Set when the file cannot be read before the person answers; then the lists are empty. */
  readonly question?:
    | { readonly kind: 'date-order'; readonly examples: string[]; readonly orders: ('dmy' | 'mdy' | 'ymd')[] }
    | { readonly kind: 'profile'; readonly profiles: { readonly name: string; readonly rows: number }[] };
  /** Rows in the file that name something watched, rated or listed. */
  readonly rows: number;
  /** Rows that are already in the vault. */
  readonly known: number;
  /** Rows that could not be read, by line. */
  readonly rejected: { readonly line: number; readonly reason: string }[];
  /** Rows left out on purpose, by reason: "Trailers and previews", "Advertisements". */
  readonly ignored: { readonly reason: string; readonly rows: number }[];
  readonly matched: MatchedTitle[];
  readonly ambiguous: AmbiguousTitle[];
  readonly unmatched: UnmatchedTitle[];
  readonly from: number | undefined;
  readonly to: number | undefined;
}

export interface MatchedTitle {
  readonly key: string;
  readonly card: ItemCard;
  readonly rows: number;
}

export interface AmbiguousTitle {
  readonly key: string;
  readonly name: string;
  readonly rows: number;
  readonly candidates: ItemCard[];
}

export interface UnmatchedTitle {
  readonly key: string;
  readonly name: string;
  readonly rows: number;
}

/** By title key: the chosen item, or null for "none of these". Keys left out take the best candidate if matched, none if ambiguous. */
export interface ImportChoices {
  readonly items: Record<string, string | null>;
  /** Keys of matched titles that the person unticked: their rows are not imported. */
  readonly leaveOut: string[];
}

export interface ImportSummary {
  readonly importId: string;
  readonly format: string;
  readonly at: number;
  readonly added: number;
  readonly known: number;
  readonly matchedTitles: number;
  readonly unmatchedTitles: number;
}
