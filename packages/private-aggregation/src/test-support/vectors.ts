import { existsSync, readFileSync } from 'node:fs';

const folder = new URL('../../../../../shared/vectors/', import.meta.url);

/**
 * Rows of a trusted accountant's file beside the repository, by column name; none, and a loud word, where it is absent (it is
 * not ours to publish).
 */
export function readVectors(name: string): Record<string, string>[] {
  const file = new URL(name, folder);
  if (!existsSync(file)) {
    console.warn(
      `SKIPPED: ${name} is not here (expected at ${file.pathname}); nothing was compared with it.`,
    );
    return [];
  }
  const [header = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((column, i) => [column, cells[i] ?? '']));
  });
}
