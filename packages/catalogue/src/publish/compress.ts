import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compressBrotli = promisify(brotliCompress);

/** Beyond this many bytes quality 11 takes minutes, and 9 is a tenth of that for 14 % more (`bench/RESULTS.md`). */
const bestUpTo = 32 * 2 ** 20;

/** Brotli as browsers accept it (window at most 16 MB), on a thread of libuv's pool. */
export function compress(bytes: Uint8Array): Promise<Buffer> {
  return compressBrotli(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: bytes.length <= bestUpTo ? 11 : 9,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}
