import { stat } from 'node:fs/promises';
import { ParlourError } from '@parlour/wire';
import { readDocuments } from '../files/read-documents.ts';
import { type OnBytes, type Part, type Reading, exportKey } from '../part.ts';
import { foldName } from '../words/fold-name.ts';
import { typeClass } from '../words/type-class.ts';
import { embedReferences } from './embed-references.ts';
import { expandGenerally } from './expand-document.ts';
import { expandPlain } from './expand-plain.ts';
import { type Expanded, typesOf, vocabulary } from './expanded.ts';
import { jsonLdToItem, titleType } from './json-ld-to-item.ts';
import { withOurWords } from './with-our-words.ts';

export interface JsonLdOptions {
  readonly onBytes?: OnBytes;
  /** What every title's source is called, whatever the file says. */
  readonly source?: string;
}

/** Up to this size a file is one document, whose nodes may refer to each other; larger ones are read node by node. */
const wholeUpTo = 16 * 1024 * 1024;

/** Reads titles from JSON-LD: a document, an array, a `@graph` or one document a line. Nothing is ever fetched. */
export async function* readJsonLd(path: string, options: JsonLdOptions = {}): AsyncGenerator<Reading> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  const isWhole = size <= wholeUpTo && !/\.(?:gz|ndjson|jsonl)$/i.test(path);
  const nodes: Expanded[] = [];
  const lines = new Map<unknown, number>();
  for await (const entry of readDocuments(path, options.onBytes)) {
    if ('reason' in entry) {
      yield refused(entry.line, entry.reason);
      continue;
    }
    const plain = expandPlain(entry.document);
    const expanded = plain ? [plain] : await expandOrSayWhyNot(entry.document);
    if (typeof expanded === 'string') yield refused(entry.line, expanded);
    else if (expanded.length === 0)
      yield refused(entry.line, 'It says nothing that its context gives a meaning to.');
    else if (!isWhole) {
      // Not `yield*`, which would make three promises for each.
      for (const reading of readNodes(unwrapGraphs(expanded), () => entry.line, options)) yield reading;
    } else {
      for (const node of unwrapGraphs(expanded)) {
        nodes.push(node);
        lines.set(node, entry.line);
      }
    }
  }
  if (nodes.length > 0) yield* readWhole(nodes, lines, options);
}

async function expandOrSayWhyNot(document: unknown): Promise<Expanded[] | string> {
  try {
    return await expandGenerally(document);
  } catch (error) {
    if (error instanceof ParlourError) return error.message;
    throw error;
  }
}

function* readWhole(
  nodes: readonly Expanded[],
  lines: ReadonlyMap<unknown, number>,
  options: JsonLdOptions,
): Generator<Reading> {
  const titleLines = nodes
    .filter((node) => titleType(node) !== undefined)
    .map((node) => lines.get(node) ?? 1);
  const { titles, left } = embedReferences(nodes);
  yield* readNodes(titles, (number) => titleLines[number] ?? 1, options);
  yield* readNodes(left, (number) => lines.get(left[number]) ?? 1, options);
}

function* readNodes(
  nodes: readonly Expanded[],
  lineOf: (number: number) => number,
  options: JsonLdOptions,
): Generator<Reading> {
  for (const [number, node] of nodes.entries()) {
    const read = jsonLdToItem(node);
    if (!read) {
      yield refused(lineOf(number), whyNot(node));
      continue;
    }
    const columns = withOurWords(read.item);
    const part: Part = {
      key: keyOf(columns, read.id, options),
      ...columns,
      source: options.source ?? columns.source,
    };
    const line = lineOf(number);
    yield read.id === undefined
      ? { kind: 'part', line, part }
      : { kind: 'part', line, part, proposedId: read.id };
  }
}

function keyOf(item: Omit<Part, 'key'>, id: string | undefined, options: JsonLdOptions): string {
  if (id !== undefined) return options.source === undefined ? exportKey + id : id;
  const foreign = item.extra?.['@id'];
  // A blank node's label means nothing outside its document.
  if (typeof foreign === 'string' && !foreign.startsWith('_:')) return foreign;
  const person = item.directors[0] ?? item.cast[0] ?? '';
  return `${typeClass(item.type)}:${foldName(item.name)}:${item.year ?? ''}:${foldName(person)}`;
}

/** The nodes of named graphs, each with the graph's name as a statement, in place of the graphs. */
function unwrapGraphs(nodes: readonly Expanded[]): Expanded[] {
  return nodes.flatMap((node) => {
    const graph = node['@graph'];
    if (!Array.isArray(graph) || titleType(node) !== undefined) return [node];
    const name = node['@id'] === undefined ? {} : { 'urn:parlour:graph': [{ '@id': node['@id'] }] };
    return unwrapGraphs((graph as Expanded[]).map((each) => ({ ...each, ...name })));
  });
}

function whyNot(node: Expanded): string {
  if (titleType(node) !== undefined) return 'It has no name.';
  const [type] = typesOf(node);
  if (type === undefined) return 'It has no type.';
  return type.startsWith(vocabulary)
    ? `A ${type.slice(vocabulary.length)} is no title, and no title of the file refers to it.`
    : `Its type ${type} is not one of schema.org.`;
}

function refused(line: number, reason: string): Reading {
  return { kind: 'refused', refusal: { line, reason } };
}
