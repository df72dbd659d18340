import { Item } from '@parlour/wire';
import * as v from 'valibot';
import type { Reading, Refusal } from './part.ts';
import type { CatalogueStore, Placement } from './store/catalogue-store.ts';

const Columns = v.omit(Item, ['id']);

export interface ImportSummary {
  /** Rows read, whatever became of them. */
  readonly rows: number;
  /** New titles. */
  readonly added: number;
  /** Rows that are another source's word on a known title. */
  readonly joined: number;
  /** Rows that replaced what their source said before. */
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  /** Rows left out on purpose, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
}

/** Puts all that a source says into the store, which is not saved yet. `onRow` is called after every row with how many there were. */
export async function importInto(
  store: CatalogueStore,
  readings: AsyncIterable<Reading>,
  { onRefusal, onRow }: { onRefusal?: (refusal: Refusal) => void; onRow?: (rows: number) => void } = {},
): Promise<ImportSummary> {
  const counts: Record<Placement, number> = { added: 0, joined: 0, changed: 0, unchanged: 0 };
  const skipped: Record<string, number> = {};
  const occurrences = new Map<string, number>();
  let [rows, refused] = [0, 0];
  for await (const reading of readings) {
    rows++;
    if (reading.kind === 'skipped') skipped[reading.reason] = (skipped[reading.reason] ?? 0) + 1;
    const refusal =
      reading.kind === 'refused' ? reading.refusal : reading.kind === 'part' ? unfit(reading) : undefined;
    if (refusal) {
      refused++;
      onRefusal?.(refusal);
    } else if (reading.kind === 'part') {
      counts[place(store, reading, occurrences)]++;
    }
    onRow?.(rows);
  }
  return { rows, ...counts, refused, skipped };
}

/**
 * A source's second row with the same key gets a key of its own, so that it does not pass for a new edition of the first; if it
 * says exactly the same, it says nothing.
 */
function place(
  store: CatalogueStore,
  reading: Reading & { kind: 'part' },
  occurrences: Map<string, number>,
): Placement {
  const { part, proposedId } = reading;
  const name = `${part.source}\n${part.key}`;
  const occurrence = (occurrences.get(name) ?? 0) + 1;
  occurrences.set(name, occurrence);
  if (occurrence === 1) return store.put(part, proposedId);
  return store.holds(part)
    ? 'unchanged'
    : store.put({ ...part, key: `${part.key}#${occurrence}` }, proposedId);
}

/** Holds every part to the schema: what is published is valid. */
function unfit({ part, line }: Reading & { kind: 'part' }): Refusal | undefined {
  const { success, issues } = v.safeParse(Columns, part);
  if (success) return undefined;
  const [issue] = issues;
  return { line, reason: `Its ${v.getDotPath(issue) ?? 'content'} does not fit: ${issue.message}` };
}
