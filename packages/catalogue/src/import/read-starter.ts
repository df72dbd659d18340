import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readJsonLd } from './json-ld/read-json-ld.ts';
import type { Reading } from './part.ts';

const folder = fileURLToPath(new URL('../../starter', import.meta.url));

/** The starter catalogue that comes with Parlour. */
export async function* readStarter(): AsyncGenerator<Reading> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonld')).sort();
  for (const name of names) yield* readJsonLd(join(folder, name), { source: 'starter' });
}
