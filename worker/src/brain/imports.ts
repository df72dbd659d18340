import type { Vault } from '@parlour/vault';
import {
  type DeclinedTitles,
  finishImport,
  type ImportDraft,
  previewImport,
  rematch,
  titleKey,
  unmatchedCsv,
} from '@parlour/vault/import';
import { type HistoryEvent, ofProfile, ParlourError, type ProfileId, profileOf } from '@parlour/wire';
import type {
  ImportAnswers,
  ImportChoices,
  ImportPreview,
  ImportSummary,
  Progress,
} from '../brain-api/index.ts';
import { loadJson, saveJson } from './blob.ts';
import { withOrphans } from './import-summaries.ts';
import { previewForPage } from './preview-for-page.ts';
import type { PublicCatalogue } from './public-catalogue.ts';
import { noImports, SavedImports } from './saved-imports.ts';

/** Imports into an open vault: previews that wait for the person, and what was imported. */
export interface Imports {
  /** Items found since their import, by event id. */
  readonly matches: ReadonlyMap<string, string>;
  /** Of a file for the history of one profile. */
  preview(
    file: File,
    answers: ImportAnswers,
    profile: ProfileId,
    onProgress: (progress: Progress) => void,
  ): Promise<ImportPreview>;
  /** Stops the reading of a file that is under way: its `preview` rejects with `import/stopped`. */
  stopReading(): void;
  /**
   * @throws ParlourError `import/preview-gone` and all of the vault's; then nothing was imported, but for what a full disk
   *   keeps from being taken back, which `list()` has and `undo` takes out.
   */
  commit(
    previewId: string,
    choices: ImportChoices,
    onProgress: (progress: Progress) => void,
  ): Promise<ImportSummary>;
  cancel(previewId: string): void;
  /** Drops all previews: somebody else is there now. */
  cancelAll(): void;
  list(profile: ProfileId): ImportSummary[];
  undo(importId: string): Promise<void>;
  unmatchedCsv(importId: string | undefined, profile: ProfileId): Blob;
  /** What was noted of imports into these profiles, whose events are gone. */
  forget(profiles: readonly ProfileId[]): Promise<void>;
  /** Resolves when no file is being read or imported. */
  quiet(): Promise<void>;
  /** Stops what is under way and drops what was read. */
  close(): void;
}

/** Previews that are kept: a person looks at one at a time, in one tab. */
const mostPreviews = 3;

export interface ImportsParts {
  readonly vault: Vault;
  readonly house: PublicCatalogue;
  readonly now: () => number;
}

export async function openImports({ vault, house, now }: ImportsParts): Promise<Imports> {
  let saved = await loadJson(vault, 'imports', SavedImports, noImports);
  let matches = new Map<string, string>();
  const drafts = new Map<string, ImportDraft>();
  let reading: AbortController | undefined;
  const underWay = new Set<Promise<unknown>>();
  const whileBusy = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  };
  const save = async (change: Partial<SavedImports>): Promise<void> => {
    saved = { ...saved, ...change };
    await saveJson(vault, 'imports', saved);
  };
  const useMatches = (found: Record<string, string>): void => {
    matches = new Map(Object.entries(found));
  };
  useMatches(saved.matches);
  const { version } = house.catalogue;
  const unmatched = vault.events().filter(({ item, title }) => item === undefined && title !== undefined);
  if (saved.matchedIn !== version && unmatched.length > 0) {
    const found = Object.fromEntries(await rematch(unmatched, await house.titleIndex(), saved.declined));
    useMatches(found);
    // On a full disk they are found again the next time.
    await save({ matches: found, matchedIn: version }).catch(() => undefined);
  }
  return {
    get matches() {
      return matches;
    },
    preview: (...given) => whileBusy(preview(...given)),
    commit: (previewId, choices, onProgress) => whileBusy(commit(previewId, choices, onProgress)),
    async quiet() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    stopReading,
    cancel: (previewId) => {
      drafts.delete(previewId);
    },
    cancelAll() {
      stopReading();
      drafts.clear();
    },
    list: (profile) =>
      withOrphans(
        saved.summaries.filter((summary) => profileOf(summary) === profile),
        eventsOf(profile),
      ),
    undo: takeOut,
    unmatchedCsv: (importId, profile) => {
      const events = eventsOf(profile)
        .filter((event) => importId === undefined || event.importId === importId)
        .map((event) => (matches.has(event.id) ? { ...event, item: matches.get(event.id) } : event));
      return new Blob([unmatchedCsv(events)], { type: 'text/csv;charset=utf-8' });
    },
    async forget(profiles) {
      const events = vault.events();
      const ids = new Set(events.map(({ id }) => id));
      const titles = new Set(events.map(titleKey));
      const change: Partial<SavedImports> = {
        summaries: saved.summaries.filter((summary) => !profiles.includes(profileOf(summary))),
        declined: kept(saved.declined, titles),
        matches: kept(saved.matches, ids),
      };
      useMatches(change.matches ?? {});
      await save(change);
      // The vault keeps the revision before the newest, too.
      await save({});
    },
    close() {
      stopReading();
      drafts.clear();
    },
  };

  function eventsOf(profile: ProfileId): HistoryEvent[] {
    return vault.events().filter((event) => profileOf(event) === profile);
  }

  async function preview(
    file: File,
    answers: ImportAnswers,
    profile: ProfileId,
    onProgress: (progress: Progress) => void,
  ): Promise<ImportPreview> {
    // A person looks at one file at a time.
    reading?.abort();
    const mine = new AbortController();
    reading = mine;
    const { preview, draft } = await previewImport(file, {
      answers,
      index: await house.titleIndex(),
      profile,
      knownEventIds: new Set(vault.events().map(({ id }) => id)),
      onProgress,
      signal: mine.signal,
      now: now(),
    });
    if (reading === mine) reading = undefined;
    const id = crypto.randomUUID();
    drafts.set(id, draft);
    for (const old of [...drafts.keys()].slice(0, -mostPreviews)) drafts.delete(old);
    return previewForPage(id, preview, house.catalogue);
  }

  async function commit(
    previewId: string,
    choices: ImportChoices,
    onProgress: (progress: Progress) => void,
  ): Promise<ImportSummary> {
    const draft = drafts.get(previewId);
    if (draft === undefined) throw previewGone();
    const importId = crypto.randomUUID();
    const { events, summary, declined } = finishImport(draft, choices, { importId, at: now() });
    // First the summary: an import without one could not be undone. One without events does no harm.
    await save({
      summaries: [...saved.summaries, { ...summary, ...ofProfile(draft.profile) }],
      declined: merged(saved.declined, declined),
      matchedIn: saved.matchedIn ?? version,
    });
    try {
      await vault.appendMany(events, ({ done, total }) =>
        onProgress({ step: 'Encrypting', fraction: total === 0 ? 1 : done / total }),
      );
    } catch (error) {
      // What could not be taken out stays in the list of imports, to be undone by the person.
      await takeOut(importId).catch(() => undefined);
      throw error;
    }
    drafts.delete(previewId);
    return summary;
  }

  function stopReading(): void {
    reading?.abort();
    reading = undefined;
  }

  async function takeOut(importId: string): Promise<void> {
    await vault.retractImport(importId);
    await save({ summaries: saved.summaries.filter((summary) => summary.importId !== importId) });
  }
}

function merged(known: DeclinedTitles, more: DeclinedTitles): Record<string, string[]> {
  const all: Record<string, string[]> = {};
  for (const [key, items] of [...Object.entries(known), ...Object.entries(more)]) {
    all[key] = [...new Set([...(all[key] ?? []), ...items])];
  }
  return all;
}

const kept = <T>(record: Readonly<Record<string, T>>, keys: ReadonlySet<string | undefined>) =>
  Object.fromEntries(Object.entries(record).filter(([key]) => keys.has(key)));

function previewGone(): ParlourError {
  return new ParlourError('import/preview-gone', {
    message: 'This preview is no longer there.',
    meaning: 'Nothing was imported.',
    mend: 'Choose the file again.',
  });
}
