import { expect, test } from 'vitest';
import { currentFiles } from './keep-catalogue.ts';

const origin = 'https://parlour.example';

test('names the files of a manifest, and only those', () => {
  const manifest = {
    format: 1,
    version: '0123456789abcdef',
    columns: { path: 'columns.0123.arrow', sha256: '', bytes: 1, brotliBytes: 1 },
    graph: { path: 'graph.4567.bin' },
    canaries: [{ model: 'fusion', share: 0.5, file: { path: 'fusion.89ab.json' } }, null, 'none'],
  };
  expect(currentFiles(manifest, origin)).toEqual(
    new Set(['/catalogue/columns.0123.arrow', '/catalogue/graph.4567.bin', '/catalogue/fusion.89ab.json']),
  );
});

test('what names nothing removes nothing', () => {
  for (const nothing of [undefined, null, 7, 'manifest', [], {}, { columns: 'columns.arrow' }]) {
    expect(currentFiles(nothing, origin)).toBeUndefined();
  }
});
