import { sha256 } from '@noble/hashes/sha2.js';
import { FIRST_PROFILE, type ProfileId } from '@parlour/wire';
import type { Breather } from './breather.ts';
import type { Act, ImportedRow } from './import-format.ts';
import type { ImportFormatId } from './import-model.ts';

/**
 * An id for each act of each row, derived from what it says: format, kind, title as named, time, stars, and, for truly equal rows of
 * one file, which of them it is. So the same row in a second or newer export has the same id, whatever the catalogue, the names of
 * people in the file and the answers that did not change the date. In another profile of the household it is another event; in the first
 * one it is the one that it was before there were profiles. The first 128 bits of SHA-256, which for keys this short takes WebCrypto, with
 * its way to another thread and back, many times as long.
 */
export async function eventIds(
  format: ImportFormatId,
  rows: readonly ImportedRow[],
  breather: Breather,
  profile: ProfileId = FIRST_PROFILE,
): Promise<string[][]> {
  const whose = profile === FIRST_PROFILE ? '' : `\n${profile}`;
  const seen = new Map<string, number>();
  const encoder = new TextEncoder();
  const ids: string[][] = [];
  for (const row of rows) {
    ids.push(
      row.acts.map((act) => {
        const key = identityOf(format, row, act);
        const inFile = `${row.part}\n${key}`;
        const occurrence = seen.get(inFile) ?? 0;
        seen.set(inFile, occurrence + 1);
        return `${format}-${hex(sha256(encoder.encode(`${key}\n${occurrence}${whose}`)).subarray(0, 16))}`;
      }),
    );
    if (breather.due())
      await breather.breathe('Looking for what you have already', 0.75 + 0.15 * (ids.length / rows.length));
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

function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}
