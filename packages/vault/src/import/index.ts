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
export { findTitles } from './find-titles.ts';
export { finishImport } from './finish-import.ts';
export type { ImportDraft } from './import-draft.ts';
export type * from './import-model.ts';
export { previewImport } from './preview-import.ts';
export { rematch } from './rematch.ts';
export { buildTitleIndex, type TitleIndex, titleIndexInSlices } from './title-index.ts';
export { titleKey } from './title-key.ts';
export { unmatchedCsv } from './unmatched-csv.ts';
