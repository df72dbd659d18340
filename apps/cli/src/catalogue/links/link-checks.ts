import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '@parlour/catalogue/publish';
import { ParlourError } from '@parlour/wire';
import * as v from 'valibot';
import type { DataFolder } from '../../data-folder.ts';

/** What is known of a link, as it stands in `DATA/catalogue/link-checks.ndjson`, one a line. */
export const LinkCheck = v.object({
  link: v.string(),
  /** Day since 1970 of the last check. */
  on: v.pipe(v.number(), v.integer(), v.minValue(0)),
  outcome: v.picklist(['works', 'broken', 'unclear']),
  status: v.optional(v.number()),
  /** Checks in a row that gave no clear answer. */
  misses: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type LinkCheck = v.InferOutput<typeof LinkCheck>;

/** So many checks in a row without an answer are one. */
export const missesToBroken = 3;

function pathOf(data: DataFolder): string {
  return join(data.catalogueStore, 'link-checks.ndjson');
}

/** By link; none where nothing was ever checked. @throws ParlourError `catalogue/damaged-link-checks` */
export async function readLinkChecks(data: DataFolder): Promise<Map<string, LinkCheck>> {
  const path = pathOf(data);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const checks = new Map<string, LinkCheck>();
  for (const [at, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const check = parse(line);
    if (check === undefined) throw damaged(path, at + 1);
    checks.set(check.link, check);
  }
  return checks;
}

export async function writeLinkChecks(data: DataFolder, checks: Iterable<LinkCheck>): Promise<void> {
  const lines = Array.from(checks, (check) => `${JSON.stringify(check)}\n`);
  await writeAtomically(pathOf(data), lines.join(''));
}

function parse(line: string): LinkCheck | undefined {
  try {
    return v.parse(LinkCheck, JSON.parse(line));
  } catch {
    return undefined;
  }
}

function damaged(path: string, line: number): ParlourError {
  return new ParlourError('catalogue/damaged-link-checks', {
    message: `Line ${line} of ${path} is not what this version of Parlour writes there.`,
    meaning: 'Nothing was checked or published; what is published stays published.',
    mend: 'Delete the file: its links are then checked again by npx parlour catalogue check-links.',
  });
}
