import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const brotli = promisify(brotliCompress);

/** Writes a `.br` beside each compressible file, for a server that never compresses on the fly. */
export async function compressFolder(folder: string): Promise<void> {
  for await (const path of glob('**/*.{js,css,html,svg,wasm,webmanifest,json}', { cwd: folder })) {
    const bytes = await readFile(join(folder, path));
    const quality = bytes.length > 1_000_000 ? 9 : constants.BROTLI_MAX_QUALITY;
    const options = {
      params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    };
    await writeFile(join(folder, `${path}.br`), await brotli(bytes, options));
  }
}
