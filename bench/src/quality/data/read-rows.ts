import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { once } from 'node:events';
import { ParlourError } from '@parlour/wire';

/**
 * Cells of each line of plain numbers and words: parted by `::`, by commas or by tabs, gzipped where the name says so.
 * A header is a row like any other.
 *
 * @throws ParlourError `bench/unreadable`
 */
export async function* readRows(path: string): AsyncGenerator<string[]> {
  const file = createReadStream(path);
  try {
    await once(file, 'open');
    const text = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
    for await (const line of createInterface({ input: text, crlfDelay: Infinity })) {
      if (line !== '') yield line.split(line.includes('::') ? '::' : /[,\t]/);
    }
  } catch (cause) {
    throw new ParlourError(
      'bench/unreadable',
      {
        message: `${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
        meaning: 'Nothing was measured.',
        mend: 'Check the path, and that the file is whole.',
      },
      { cause },
    );
  } finally {
    file.destroy();
  }
}
