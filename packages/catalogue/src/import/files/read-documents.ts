import { isObject } from '../json-ld/expanded.ts';
import type { OnBytes } from '../part.ts';
import { openFile, readLines, unreadable } from './read-lines.ts';
import { type JsonSlice, splitJson } from './split-json.ts';

/** One JSON document, or why it is none. A node of a JSON-LD graph is a document under the graph's context. */
export type Document =
  | { readonly line: number; readonly document: unknown }
  | { readonly line: number; readonly reason: string };

const headLength = 65_536;

/** The documents of a file that holds one document, an array, a `@graph`, or one document a line. Streams the last three. */
export async function* readDocuments(path: string, onBytes?: OnBytes): AsyncGenerator<Document> {
  const head = await readHead(path);
  const firstLine = head.slice(0, Math.max(head.indexOf('\n'), 0) || undefined);
  const graph = findGraph(head);
  try {
    if (
      /\.(?:ndjson|jsonl)(?:\.gz)?$/i.test(path) ||
      (firstLine.length < head.trimEnd().length && isObject(tryParse(firstLine)))
    ) {
      yield* readNdjson(path, onBytes);
    } else if (/^\s*\[/.test(head)) {
      for await (const slice of splitJson(await openText(path, onBytes), 1)) yield parse(slice);
    } else if (graph) {
      yield* readGraph(path, graph, onBytes);
    } else {
      for await (const slice of splitJson(await openText(path, onBytes), 0)) yield* nodesOf(parse(slice));
    }
  } catch (error) {
    if (error instanceof RangeError) throw unreadable(path, error);
    throw error;
  }
}

async function* readNdjson(path: string, onBytes?: OnBytes): AsyncGenerator<Document> {
  let line = 0;
  for await (const text of readLines(path, onBytes)) {
    line++;
    if (text.trim() !== '') for (const node of nodesOf(parse({ text, line }))) yield node;
  }
}

interface Graph {
  readonly context: unknown;
  /** Where its array begins, in characters. */
  readonly start: number;
  readonly line: number;
}

/** The graph of an object that begins with its context and goes on with its graph, and so can be streamed. */
function findGraph(head: string): Graph | undefined {
  const object = /^\s*\{\s*"@context"\s*:\s*/.exec(head);
  if (!object) return undefined;
  const graph = /,\s*"@graph"\s*:\s*(?=\[)/g;
  for (let found = graph.exec(head); found; found = graph.exec(head)) {
    const context = tryParse(head.slice(object[0].length, found.index));
    const start = found.index + found[0].length;
    if (context !== undefined) return { context, start, line: head.slice(0, start).split('\n').length };
  }
  return undefined;
}

async function* readGraph(
  path: string,
  { context, start, line }: Graph,
  onBytes?: OnBytes,
): AsyncGenerator<Document> {
  let tail = '';
  const onTail = (text: string) => {
    tail = text;
  };
  const graph = withoutStart(await openText(path, onBytes), start);
  for await (const slice of splitJson(graph, 1, onTail)) {
    yield withContext(parse({ text: slice.text, line: slice.line + line - 1 }), context);
  }
  if (tail.replace(/\s/g, '') !== ']}') {
    const reason =
      'Something follows the graph, which could not be read with it; put it before the graph, or leave it out.';
    yield { line, reason };
  }
}

async function* withoutStart(chunks: AsyncIterable<string>, start: number): AsyncGenerator<string> {
  let left = start;
  for await (const chunk of chunks) {
    if (left < chunk.length) yield chunk.slice(left);
    left = Math.max(0, left - chunk.length);
  }
}

function withContext(entry: Document, context: unknown): Document {
  if (!('document' in entry) || !isObject(entry.document)) return entry;
  const own = entry.document['@context'];
  if (own === undefined && context === undefined) return entry;
  const contexts = own === undefined ? context : [context, own].flat();
  // Set where it is, since a copy of everything else would cost more than all the rest here. The node is nobody else's.
  return { line: entry.line, document: Object.assign(entry.document, { '@context': contexts }) };
}

/** A document that is nothing but a context and a graph, as its nodes; an array as its elements. */
function* nodesOf(entry: Document): Generator<Document> {
  if (!('document' in entry)) {
    yield entry;
    return;
  }
  const { document, line } = entry;
  if (Array.isArray(document)) {
    for (const each of document as unknown[]) yield { line, document: each };
    return;
  }
  const graph = isObject(document) ? document['@graph'] : undefined;
  if (
    !isObject(document) ||
    !Array.isArray(graph) ||
    Object.keys(document).some((key) => key !== '@graph' && key !== '@context')
  ) {
    yield entry;
    return;
  }
  for (const each of graph as unknown[]) yield withContext({ line, document: each }, document['@context']);
}

function parse({ text, line }: JsonSlice): Document {
  try {
    return { line, document: JSON.parse(text) as unknown };
  } catch (error) {
    return { line, reason: `It is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function openText(path: string, onBytes?: OnBytes): Promise<AsyncIterable<string>> {
  const text = await openFile(path, onBytes);
  text.setEncoding('utf8');
  return withoutMark(text as AsyncIterable<string>);
}

async function* withoutMark(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let first = true;
  for await (const chunk of chunks) {
    yield first && chunk.startsWith('\uFEFF') ? chunk.slice(1) : chunk;
    first = false;
  }
}

async function readHead(path: string): Promise<string> {
  let head = '';
  for await (const chunk of await openText(path)) {
    head += chunk;
    if (head.length >= headLength) break;
  }
  return head.slice(0, headLength);
}
