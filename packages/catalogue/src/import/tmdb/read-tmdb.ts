import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { readDocuments } from '../files/read-documents.ts';
import { unreadable } from '../files/read-lines.ts';
import type { OnBytes, Reading } from '../part.ts';
import { recordToPart } from './record-to-part.ts';
import { TmdbRecord } from './tmdb-record.ts';

export interface TmdbOptions {
  readonly onBytes?: OnBytes;
  readonly includeAdult?: boolean;
  /** Also what TMDB calls `video`: compilations, concerts, extras. */
  readonly includeVideo?: boolean;
}

/** Reads TMDB's daily export of ids, or details as its API gives them: a file (an object a line) or a folder of files. */
export async function* readTmdb(path: string, options: TmdbOptions = {}): AsyncGenerator<Reading> {
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (!found.isDirectory()) {
    yield* readFile(path, undefined, options);
    return;
  }
  const names = (await readdir(path))
    .filter((name) => /\.(?:json|ndjson|jsonl)(?:\.gz)?$/i.test(name))
    .sort();
  const { onBytes, ...rest } = options;
  for (const [number, name] of names.entries()) {
    yield* readFile(join(path, name), name, rest);
    onBytes?.(number + 1, names.length);
  }
}

async function* readFile(
  path: string,
  file: string | undefined,
  options: TmdbOptions,
): AsyncGenerator<Reading> {
  const at = await dayOf(path);
  for await (const entry of readDocuments(path, options.onBytes)) {
    const place = file === undefined ? { line: entry.line } : { line: entry.line, file };
    if ('reason' in entry) yield { kind: 'refused', refusal: { ...place, reason: entry.reason } };
    else {
      const { success, output, issues } = v.safeParse(TmdbRecord, entry.document);
      if (!success) {
        const reason = `It is no record of TMDB: ${v.getDotPath(issues[0]) ?? 'it'}: ${issues[0].message}`;
        yield { kind: 'refused', refusal: { ...place, reason } };
      } else if (output.adult && !options.includeAdult) yield { kind: 'skipped', reason: 'adult' };
      else if (output.video && !options.includeVideo) yield { kind: 'skipped', reason: 'video' };
      else {
        const part = recordToPart(output, at);
        if (part) yield { kind: 'part', line: entry.line, part };
        else yield { kind: 'refused', refusal: { ...place, reason: 'It has no title.' } };
      }
    }
  }
}

/** The day in the name of a daily export (`movie_ids_05_15_2024.json.gz`), else that of the file's last change. */
async function dayOf(path: string): Promise<number | undefined> {
  const named = /_(\d{2})_(\d{2})_(\d{4})\.json/.exec(basename(path));
  if (named) return Date.UTC(Number(named[3]), Number(named[1]) - 1, Number(named[2]));
  const { mtime } = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  return Date.UTC(mtime.getUTCFullYear(), mtime.getUTCMonth(), mtime.getUTCDate());
}
