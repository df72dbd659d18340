import type { Breather } from './breather.ts';
import type { Act, ImportedRow } from './import-format.ts';
import type { ImportFormatId } from './import-model.ts';

const batch = 500;

/**
 * An id for each act of each row, derived from what it says: format, kind, title as named, time, stars, and, for truly equal rows of
 * one file, which of them it is. So the same row in a second or newer export has the same id, whatever the catalogue, the profile's
 * name and the answers that did not change the date. The first 128 bits of SHA-256.
 */
export async function eventIds(
  format: ImportFormatId,
  rows: readonly ImportedRow[],
  breather: Breather,
): Promise<string[][]> {
  const seen = new Map<string, number>();
  const keys = rows.map((row) =>
    row.acts.map((act) => {
      const key = identityOf(format, row, act);
      const inFile = `${row.part}\n${key}`;
      const occurrence = seen.get(inFile) ?? 0;
      seen.set(inFile, occurrence + 1);
      return `${key}\n${occurrence}`;
    }),
  );
  const ids: string[][] = [];
  const encoder = new TextEncoder();
  for (let from = 0; from < keys.length; from += batch) {
    const hashed = keys
      .slice(from, from + batch)
      .map((ofRow) => Promise.all(ofRow.map((key) => hash(format, encoder.encode(key)))));
    ids.push(...(await Promise.all(hashed)));
    if (breather.due())
      await breather.breathe('Looking for what you have already', 0.75 + 0.15 * (from / keys.length));
  }
  return ids;
}

function identityOf(format: ImportFormatId, row: ImportedRow, act: Act): string {
  const time = act.identity ?? String(act.at);
  const ids = row.externalIds;
  const id = ids?.imdb ?? ids?.tmdb ?? ids?.thetvdb ?? '';
  return JSON.stringify([
    format,
    act.kind,
    row.identity ?? row.name,
    row.season ?? '',
    row.episode ?? '',
    row.year ?? '',
    id,
    time,
    act.stars ?? '',
  ]);
}

async function hash(format: ImportFormatId, key: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', key));
  let hex = '';
  for (const byte of digest.subarray(0, 16)) hex += byte.toString(16).padStart(2, '0');
  return `${format}-${hex}`;
}
