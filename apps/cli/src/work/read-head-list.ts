import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HeadList, headListPath } from '@parlour/wire';
import * as v from 'valibot';
import type { DataFolder } from '../data-folder.ts';

/** Items of the public list of that name, by place; undefined where it is not in the data folder any more. */
export async function readHeadList(
  { publicCatalogue }: Pick<DataFolder, 'publicCatalogue'>,
  name: string,
): Promise<readonly string[] | undefined> {
  try {
    const text = await readFile(join(publicCatalogue, headListPath(name)), 'utf8');
    return v.parse(HeadList, JSON.parse(text)).items;
  } catch {
    return undefined;
  }
}
