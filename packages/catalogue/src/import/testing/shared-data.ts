import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../../../../shared/data', import.meta.url));

/** Path of a data set beside the repository; undefined, and said so, where there is none. */
export function sharedData(name: string): string | undefined {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  console.warn(`Skipped: the data set ${name} is not in ${folder}`);
  return undefined;
}
