import { type HistoryEvent, ofProfile } from '@parlour/wire';
import type { DraftGroup, DraftRow, ImportDraft } from './import-draft.ts';
import { importError } from './import-errors.ts';
import type { Act } from './import-format.ts';
import type { FinishedImport, ImportChoices } from './import-model.ts';
import { keyOfTitle } from './title-key.ts';
import { watchedShare } from './watched-share.ts';

/**
 * @throws ParlourError `import/unanswered` if the preview had a question, `import/unknown-title` if a chosen item is not in the index
 */
export function finishImport(
  draft: ImportDraft,
  choices: ImportChoices,
  as: { readonly importId: string; readonly at: number },
): FinishedImport {
  if (draft.question !== undefined) throw importError('unanswered');
  const leftOut = new Set(choices.leaveOut);
  const events: HistoryEvent[] = [];
  const items = new Set<string>();
  const declined: Record<string, string[]> = {};
  let unmatchedTitles = 0;
  for (const group of draft.groups) {
    if (leftOut.has(group.key)) continue;
    const item = itemOf(group, draft, choices);
    if (item === undefined) unmatchedTitles++;
    else items.add(item);
    const runtime =
      item === undefined ? undefined : draft.index.titles[draft.index.positionOf.get(item) ?? -1]?.runtime;
    for (const row of group.rows) {
      const denied =
        choice(group, choices) === undefined
          ? []
          : group.match.candidates.filter((candidate) => candidate !== item);
      if (denied.length > 0) declined[keyOfTitle(row.title)] = [...denied];
      for (const { id, act } of row.acts)
        events.push(eventOf(id, act, row, item, runtime, draft, as.importId));
    }
  }
  events.sort((a, b) => a.at - b.at);
  const { format, known } = draft;
  const summary = { ...as, format, added: events.length, known, matchedTitles: items.size, unmatchedTitles };
  return { events, summary, declined };
}

/** The person's: an item, null for none of these, undefined for no answer. */
function choice(group: DraftGroup, choices: ImportChoices): string | null | undefined {
  return Object.hasOwn(choices.items, group.key) ? choices.items[group.key] : undefined;
}

function itemOf(group: DraftGroup, draft: ImportDraft, choices: ImportChoices): string | undefined {
  const chosen = choice(group, choices);
  if (chosen === null) return undefined;
  if (chosen === undefined) return group.match.kind === 'matched' ? group.match.candidates[0] : undefined;
  if (!draft.index.positionOf.has(chosen)) throw importError('unknown-title');
  return chosen;
}

function eventOf(
  id: string,
  act: Act,
  row: DraftRow,
  item: string | undefined,
  runtime: number | undefined,
  draft: ImportDraft,
  importId: string,
): HistoryEvent {
  const { kind, at, stars, times, watchedSeconds } = act;
  const measured = watchedSeconds === undefined ? 1 : watchedShare(watchedSeconds, runtime, row.isEpisode);
  const progress = kind === 'completion' ? (act.progress ?? measured) : undefined;
  return {
    id,
    kind,
    ...(item === undefined ? {} : { item }),
    title: row.title,
    at,
    ...(stars === undefined ? {} : { stars }),
    ...(progress === undefined ? {} : { progress }),
    ...(times === undefined ? {} : { times }),
    source: draft.formatId,
    importId,
    ...ofProfile(draft.profile),
  };
}
