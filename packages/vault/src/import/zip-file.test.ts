import { BlobReader, BlobWriter, ZipWriter } from '@zip.js/zip.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { codeOf, importFile, zipOf } from './import-for-tests.ts';
import { ZipFile } from './zip-file.ts';

const csv = 'Title,Date\nOkja,29/03/2021\n';

/** 500 MB of zeros in about half a megabyte, under the name of a file that is wanted. */
async function bomb(): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  await writer.add('ViewingActivity.csv', new BlobReader(new Blob([new Uint8Array(500_000_000)])), {
    level: 9,
  });
  return writer.close();
}

/** Makes the directory, and the entry's own header, say that it inflates to 1,000 bytes. */
async function lie(zip: Blob): Promise<Blob> {
  const bytes = new Uint8Array(await zip.arrayBuffer());
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < bytes.length - 4; at++) {
    const signature = view.getUint32(at, true);
    if (signature === 0x02014b50) view.setUint32(at + 24, 1000, true);
    if (signature === 0x04034b50 && view.getUint32(at + 22, true) !== 0) view.setUint32(at + 22, 1000, true);
    if (signature === 0x08074b50) view.setUint32(at + 12, 1000, true);
  }
  return new Blob([bytes]);
}

/** The same ZIP with its only directory entry many times. */
function repeatDirectory(zip: Uint8Array<ArrayBuffer>, times: number): Blob {
  const end = new Uint8Array(zip.slice(-22));
  const view = new DataView(end.buffer);
  const [length, start] = [view.getUint32(12, true), view.getUint32(16, true)];
  const entry = zip.slice(start, start + length);
  view.setUint16(8, times, true);
  view.setUint16(10, times, true);
  view.setUint32(12, length * times, true);
  return new Blob([zip.slice(0, start), ...Array.from({ length: times }, () => entry), end]);
}

describe('ZIP bombs', () => {
  let zip: Blob;
  beforeAll(async () => {
    zip = await bomb();
  }, 60_000);
  test('are refused by what the directory says', async () => {
    expect(zip.size).toBeLessThan(1_000_000);
    expect(await codeOf(importFile('netflix.zip', zip))).toBe('import/zip-bomb');
  });
  test('are refused by what comes out, where the directory lies, long before all of it is out', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const code = await codeOf(importFile('netflix.zip', await lie(zip)));
    expect(['import/zip-bomb', 'import/zip-damaged']).toContain(code);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(250_000_000);
  });
  test('that nobody needs are not opened', async () => {
    const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
    await writer.add('videos.csv', new BlobReader(zip));
    await writer.add('NetflixViewingHistory.csv', new BlobReader(new Blob([csv])));
    expect((await importFile('x.zip', await writer.close())).preview.rows).toBe(1);
  });
});

describe('ZIPs that cannot be read', () => {
  test('a password', async () => {
    const zip = await zipOf({ 'NetflixViewingHistory.csv': csv }, { password: 'secret' });
    expect(await codeOf(importFile('x.zip', zip))).toBe('import/zip-encrypted');
  });
  test('cut short, at any length', async () => {
    const zip = await zipOf({ 'NetflixViewingHistory.csv': csv.repeat(50) });
    for (let length = 5; length < zip.size; length += 23) {
      expect(await codeOf(importFile('x.zip', zip.slice(0, length)))).toBe('import/zip-damaged');
    }
  });
  test('a flipped byte in the content', async () => {
    const bytes = new Uint8Array(
      await (await zipOf({ 'NetflixViewingHistory.csv': csv.repeat(50) })).arrayBuffer(),
    );
    const view = new DataView(bytes.buffer);
    const at = 30 + view.getUint16(26, true) + view.getUint16(28, true) + 10;
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    expect(await codeOf(importFile('x.zip', bytes))).toBe('import/zip-damaged');
  });
  test('nothing in it, or nothing that Parlour knows', async () => {
    expect(await codeOf(importFile('x.zip', await zipOf({})))).toBe('import/not-a-known-format');
    expect(await codeOf(importFile('x.zip', await zipOf({ 'a.txt': 'x', 'b.csv': 'a,b,c\n1,2,3\n' })))).toBe(
      'import/not-a-known-format',
    );
  });
  test('too many files', async () => {
    const one = new Uint8Array(await (await zipOf({ 'a.txt': 'x' })).arrayBuffer());
    expect(await codeOf(importFile('x.zip', repeatDirectory(one, 10_001)))).toBe('import/zip-too-many-files');
    expect(await codeOf(importFile('x.zip', repeatDirectory(one, 10_000)))).toBe('import/not-a-known-format');
  });
});

describe('what is opened', () => {
  test('a file with an unknown name, by its content', async () => {
    const zip = await zipOf({ 'my history (1).csv': csv, 'note.txt': 'x' });
    expect((await importFile('x.zip', zip)).preview).toMatchObject({ formatId: 'netflix', rows: 1 });
  });
  test('paths as Windows writes them', async () => {
    const zip = await zipOf({
      'report\\CONTENT_INTERACTION\\MyList.csv':
        'Profile Name,Title Name,Utc Title Add Date\nA,Okja,2020-01-01\n',
    });
    expect((await importFile('x.zip', zip)).preview).toMatchObject({ formatId: 'netflix-full', rows: 1 });
  });
  test('no ZIP in a ZIP, and nothing of what macOS adds', async () => {
    const inner = await zipOf({ 'NetflixViewingHistory.csv': csv });
    const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
    await writer.add('inner.zip', new BlobReader(inner));
    await writer.add('__MACOSX/._NetflixViewingHistory.csv', new BlobReader(new Blob(['x'])));
    const zip = await writer.close();
    expect((await ZipFile.open(zip)).paths).toEqual(['inner.zip']);
    expect(await codeOf(importFile('x.zip', zip))).toBe('import/not-a-known-format');
  });
});
