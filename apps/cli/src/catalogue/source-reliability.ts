import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ParlourError } from '@parlour/wire';
import * as v from 'valibot';
import type { DataFolder } from '../data-folder.ts';

const Reliability = v.record(v.string(), v.pipe(v.number(), v.minValue(0), v.maxValue(1)));

/**
 * How far the operator relies on sources, 0..1 by a source's name, from `DATA/catalogue/sources.json`; none without the file.
 *
 * @throws ParlourError `catalogue/bad-sources`
 */
export async function sourceReliability(data: DataFolder): Promise<Record<string, number>> {
  const path = join(data.catalogueStore, 'sources.json');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  try {
    return v.parse(Reliability, JSON.parse(text));
  } catch (cause) {
    throw new ParlourError(
      'catalogue/bad-sources',
      {
        message: `${path} does not give each source a number from 0 to 1.`,
        meaning: 'Nothing was published; what is published is as it was.',
        mend: 'Write it like {"netflix-csv": 0.9, "our-feed": 1}; npx parlour catalogue info names the sources there are.',
      },
      { cause },
    );
  }
}
