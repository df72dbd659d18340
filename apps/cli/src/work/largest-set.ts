import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The name of the largest set of public ratings in a folder, by the bytes of its files; undefined where there is none. */
export async function largestSet(folder: string): Promise<string | undefined> {
  let largest: { readonly name: string; readonly bytes: number } | undefined;
  for (const name of await readdir(folder).catch(() => [])) {
    let bytes = 0;
    for (const file of await readdir(join(folder, name)))
      bytes += (await stat(join(folder, name, file))).size;
    if (largest === undefined || bytes > largest.bytes) largest = { name, bytes };
  }
  return largest?.name;
}
