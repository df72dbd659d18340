import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OwnReport, writeAtomically } from '@parlour/catalogue/publish';
import { ParlourError } from '@parlour/wire';
import * as v from 'valibot';
import type { DataFolder } from '../data-folder.ts';

const Day = v.pipe(v.number(), v.integer(), v.minValue(0));
const Reports = v.record(v.string(), v.object({ wrongOn: v.optional(Day), brokenOn: v.optional(Day) }));

function pathOf(data: DataFolder): string {
  return join(data.catalogueStore, 'reports.json');
}

/** What the operator said of titles, by id, from `DATA/catalogue/reports.json`. @throws ParlourError `catalogue/damaged-reports` */
export async function readOwnReports(data: DataFolder): Promise<Map<string, OwnReport>> {
  const text = await readFile(pathOf(data), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  try {
    return new Map(Object.entries(v.parse(Reports, JSON.parse(text))));
  } catch (cause) {
    throw new ParlourError(
      'catalogue/damaged-reports',
      {
        message: `${pathOf(data)} is not what this version of Parlour writes there.`,
        meaning: 'Nothing was published; what is published is as it was.',
        mend: 'Put a backup of the file back, or delete it and report the titles again.',
      },
      { cause },
    );
  }
}

/** Notes what the operator says of a title now; `report` undefined takes all of it back. */
export async function noteReport(data: DataFolder, id: string, report: OwnReport | undefined): Promise<void> {
  const reports = await readOwnReports(data);
  if (report === undefined) reports.delete(id);
  else reports.set(id, { ...reports.get(id), ...report });
  await writeAtomically(pathOf(data), `${JSON.stringify(Object.fromEntries(reports), undefined, 2)}\n`);
}
