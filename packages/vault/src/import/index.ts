/**
 * Importing a person's own history from other services. Pure: takes a file and the catalogue's names, gives events; reads
 * no store and opens no connection. Runs in a Web Worker and in Node.
 *
 * ```ts
 * const index = buildTitleIndex(titles);                                    // once per catalogue
 * const { preview, draft } = await previewImport(file, { index, knownEventIds, onProgress, signal });
 * // if preview.question: ask, then previewImport again with `answers`
 * const { events, summary, declined } = finishImport(draft, choices, { importId, at: Date.now() });
 * ```
 *
 * Event ids are hashes of what a row says. Whoever guesses a row can check the guess against its id, so ids are as secret as the
 * events: the vault keeps them inside the ciphertext.
 */
import type { HistoryEvent } from '@parlour/wire';
import type {
  DeclinedTitles,
  FinishedImport,
  ImportChoices,
  ImportPreviewData,
  MatchableTitle,
  PreviewOptions,
} from './import-model.ts';
import type { TitleIndex } from './title-index.ts';

export type * from './import-model.ts';
export type { TitleIndex } from './title-index.ts';

/** What `finishImport` needs; opaque, lives in memory only, not clonable. */
export interface ImportDraft {
  readonly format: string;
}

/** Later titles with an id seen before are ignored. */
export declare function buildTitleIndex(titles: Iterable<MatchableTitle>): TitleIndex;

/** Ids of at most `limit` titles for a search box: exact, then prefix, word prefix, substring, then names with a typo or two. */
export declare function findTitles(index: TitleIndex, text: string, limit: number): string[];

/**
 * Reads a file without changing anything.
 *
 * @throws ParlourError `import/empty`, `import/not-a-known-format`, `import/html-instead-of-json`, `import/too-large`,
 *   `import/zip-bomb`, `import/zip-damaged`, `import/zip-encrypted`, `import/zip-too-many-files`, `import/unreadable`,
 *   `import/stopped`
 */
export declare function previewImport(
  file: Blob & { readonly name: string },
  options: PreviewOptions,
): Promise<{ readonly preview: ImportPreviewData; readonly draft: ImportDraft }>;

/**
 * @throws ParlourError `import/unanswered` if the preview had a question, `import/unknown-title` if a chosen item is not in the index.
 */
export declare function finishImport(
  draft: ImportDraft,
  choices: ImportChoices,
  as: { readonly importId: string; readonly at: number },
): FinishedImport;

/** Items for those of the events that have a title and no item, where the catalogue now has one clear answer. By event id. */
export declare function rematch(
  events: Iterable<HistoryEvent>,
  index: TitleIndex,
  declined?: DeclinedTitles,
): Map<string, string>;

/** The key under which `declined` speaks of an event's title; undefined for events without one. */
export declare function titleKey(event: HistoryEvent): string | undefined;

/**
 * CSV (UTF-8 with BOM, CRLF, every cell quoted) of those of the events that have a title and no item. Columns: Source, Kind,
 * Date, Title, Season, Episode, Year, Stars, then the cells of the source's own row.
 */
export declare function unmatchedCsv(events: Iterable<HistoryEvent>): string;
