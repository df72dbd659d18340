import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Item } from '@parlour/wire';
import { itemToJsonLd } from './item-to-json-ld.ts';

/** Writes items as one JSON-LD document with a graph, one node a line; the file is whole or as it was before. */
export async function writeJsonLd(
  items: AsyncIterable<Item> | Iterable<Item>,
  path: string,
): Promise<number> {
  let written = 0;
  async function* chunks(): AsyncGenerator<string> {
    yield '{"@context":"https://schema.org","@graph":[';
    for await (const item of items)
      yield `${written++ === 0 ? '' : ','}\n${JSON.stringify(itemToJsonLd(item))}`;
    yield '\n]}\n';
  }
  const next = `${path}.next`;
  try {
    await pipeline(Readable.from(chunks()), createWriteStream(next));
    await rename(next, path);
  } catch (error) {
    await rm(next, { force: true });
    throw error;
  }
  return written;
}
