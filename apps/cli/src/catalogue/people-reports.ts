import { join } from 'node:path';
import { ParlourError, PublishedReports } from '@parlour/wire';
import * as v from 'valibot';
import type { DataFolder } from '../data-folder.ts';
import { say } from '../say.ts';
import { keptFile } from './kept-file.ts';

/** @throws ParlourError `model/damaged-reports` of what is no such file, or one of another format. */
export function decodeReports(bytes: Uint8Array): PublishedReports {
  try {
    return v.parse(PublishedReports, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (cause) {
    throw new ParlourError(
      'model/damaged-reports',
      {
        message: 'What people report of titles, as it is kept, cannot be read.',
        meaning: 'Trust is counted without it.',
        mend: 'The next released round makes it anew; until then, promote an earlier version in the console.',
      },
      { cause },
    );
  }
}

/** What people report of titles, as rounds told; undefined where they have not. */
export async function peopleReports(data: DataFolder): Promise<PublishedReports | undefined> {
  const bytes = await keptFile(join(data.models, 'reports.bin'));
  if (bytes === undefined) return undefined;
  try {
    return decodeReports(bytes);
  } catch (error) {
    if (!(error instanceof ParlourError)) throw error;
    say(`Published without people's reports of titles. ${error.message}`);
    return undefined;
  }
}
