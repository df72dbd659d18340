import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { readLines } from './read-lines.ts';

async function linesOf(content: string | Uint8Array, name = 'a.txt') {
  const folder = await temporaryFolder({ [name]: content });
  const lines: string[] = [];
  for await (const line of readLines(join(folder, name))) lines.push(line);
  return lines;
}

test('every way to end a line, and none that a string of JSON may hold', async () => {
  expect(await linesOf('\uFEFFa\r\n\r\nb\rc\n\nd\u2028e\u2029f\n')).toEqual([
    'a',
    '',
    'b',
    'c',
    '',
    'd\u2028e\u2029f',
  ]);
  expect(await linesOf('a\nb')).toEqual(['a', 'b']);
  expect(await linesOf('a\r\nb\r')).toEqual(['a', 'b']);
  expect(await linesOf('a\rb')).toEqual(['a', 'b']);
  expect(await linesOf('')).toEqual([]);
});

test('lines longer than what is read at once, whatever the ends', async () => {
  const line = fc.tuple(
    fc.constantFrom('x', 'é', '漢', '😀'),
    fc.constantFrom(0, 1, 7, 1 << 17, (1 << 18) - 1),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 6 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.boolean(),
      async (parts, end, packed) => {
        const lines = parts.map(([unit, count]) => unit.repeat(count));
        const text = lines.join(end) + end;
        expect(await linesOf(packed ? gzipSync(text) : text, packed ? 'a.txt.gz' : 'a.txt')).toEqual(lines);
      },
    ),
    { numRuns: 40 },
  );
});

test('a packed file that breaks off is refused', async () => {
  const packed = gzipSync('a\n'.repeat(100_000));
  await expect(linesOf(packed.subarray(0, 100), 'a.txt.gz')).rejects.toMatchObject({
    code: 'catalogue/unreadable-file',
  });
});
