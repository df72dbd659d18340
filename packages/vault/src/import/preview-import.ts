import { FIRST_PROFILE } from '@parlour/wire';
import { Breather } from './breather.ts';
import { eventIds } from './event-ids.ts';
import { groupRows, type NewRow } from './group-rows.ts';
import type { ImportDraft } from './import-draft.ts';
import type { ImportedRow, ParsedExport } from './import-format.ts';
import type { ImportPreviewData, PreviewOptions } from './import-model.ts';
import { nameRows } from './name-rows.ts';
import { openFile } from './open-file.ts';

/**
 * Reads a file without changing anything.
 *
 * @throws ParlourError `import/empty`, `import/not-a-known-format`, `import/html-instead-of-json`, `import/too-large`,
 *   `import/zip-bomb`, `import/zip-damaged`, `import/zip-encrypted`, `import/zip-too-many-files`, `import/unreadable`,
 *   `import/stopped`
 */
export async function previewImport(
  file: Blob & { readonly name: string },
  options: PreviewOptions,
): Promise<{ readonly preview: ImportPreviewData; readonly draft: ImportDraft }> {
  const { index, knownEventIds, answers = {}, now = Date.now(), onProgress, signal } = options;
  const { profile = FIRST_PROFILE } = options;
  const breather = new Breather(onProgress, signal);
  breather.throwIfStopped();
  const { format, parts } = await openFile(file, breather, signal);
  await breather.breathe('Reading', 0.35);
  const parsed = await format.parse(parts, { answers, now, breather });
  await breather.breathe('Understanding titles', 0.5);
  const fresh =
    parsed.question === undefined
      ? await newRows(parsed.rows, breather, { index, knownEventIds, profile, format: format.id })
      : [];
  const groups = await groupRows(fresh, index, breather);
  await breather.breathe('Matching titles', 1);
  const asked = parsed.question !== undefined;
  const known = asked ? 0 : parsed.rows.length - fresh.length;
  const draft: ImportDraft = {
    formatId: format.id,
    format: format.name,
    profile,
    question: parsed.question,
    index,
    known,
    groups,
  };
  return { draft, preview: previewOf(draft, parsed, fresh, parts.length > 1) };
}

interface NamedFormat {
  readonly format: ImportDraft['formatId'];
}

/** Rows with at least one act that neither the vault has nor an earlier row of another file of the export. */
async function newRows(
  rows: readonly ImportedRow[],
  breather: Breather,
  given: Pick<PreviewOptions, 'index' | 'knownEventIds'> & Pick<ImportDraft, 'profile'> & NamedFormat,
): Promise<NewRow[]> {
  const { index, knownEventIds, profile, format } = given;
  const named = await nameRows(rows, index, breather);
  await breather.breathe('Looking for what you have already', 0.75);
  const ids = await eventIds(format, rows, breather, profile);
  const taken = new Set<string>();
  return rows.flatMap((row, position) => {
    const acts = row.acts.flatMap((act, which) => {
      const id = ids[position]?.[which] ?? '';
      if (knownEventIds.has(id) || taken.has(id)) return [];
      taken.add(id);
      return [{ id, act }];
    });
    const name = named[position];
    return acts.length === 0 || name === undefined ? [] : [{ row, named: name, acts }];
  });
}

function previewOf(
  draft: ImportDraft,
  parsed: ParsedExport,
  fresh: readonly NewRow[],
  inZip: boolean,
): ImportPreviewData {
  const { formatId, format, question, known, groups } = draft;
  const of = (kind: 'matched' | 'ambiguous' | 'unmatched') =>
    groups.filter(({ match }) => match.kind === kind);
  let from: number | undefined;
  let to: number | undefined;
  for (const { acts } of fresh) {
    for (const { act } of acts) {
      from = Math.min(from ?? act.at, act.at);
      to = Math.max(to ?? act.at, act.at);
    }
  }
  const rejected = parsed.rejected.map(({ line, reason, part }) => ({
    line,
    reason: inZip && part !== undefined ? `${part}: ${reason}` : reason,
  }));
  return {
    formatId,
    format,
    ...(question === undefined ? {} : { question }),
    rows: parsed.rows.length,
    known,
    rejected: rejected.sort((a, b) => a.line - b.line),
    ignored: [...parsed.ignored].map(([reason, rows]) => ({ reason, rows })),
    matched: of('matched').map(({ key, match, rows }) => ({
      key,
      item: match.candidates[0] ?? '',
      rows: rows.length,
    })),
    ambiguous: of('ambiguous').map(({ key, name, match, rows }) => ({
      key,
      name,
      rows: rows.length,
      candidates: [...match.candidates],
    })),
    unmatched: of('unmatched').map(({ key, name, rows }) => ({ key, name, rows: rows.length })),
    from,
    to,
  };
}
