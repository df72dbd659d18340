import { type Expanded, isObject } from './expanded.ts';
import { type PlainContext, type PlainTerm, isWord, readPlainContext } from './plain-context.ts';
import { isSchemaOrgAddress, schemaOrgContext } from './schema-org-context.ts';
import { unifyIri } from './unify-vocabulary.ts';

/** Thrown where a document turns out not to be plain; one for all, since a stack trace costs more than the attempt. */
const notPlain = new Error('not plain');

/** How many words of a context are remembered, and how many contexts; the frequent ones come first. */
const mostWords = 2000;
const mostContexts = 50;
const longestContext = 20_000;

/** A context's answers for the words of documents, so that each is worked out once. */
class Words {
  readonly #context: PlainContext;
  readonly #properties = new Map<string, PlainTerm>();
  readonly #types = new Map<string, string>();
  /** Whether a node's properties come in the order of their names, as the general algorithm leaves them. */
  readonly isOrdered: boolean;

  constructor(context: PlainContext, isOrdered: boolean) {
    this.#context = context;
    this.isOrdered = isOrdered;
  }

  property(key: string): PlainTerm {
    const known = this.#properties.get(key);
    if (known) return known;
    const found = this.#term(key) ?? { iri: unifyIri(this.absolute(key)) };
    if (this.#properties.size < mostWords) this.#properties.set(key, found);
    return found;
  }

  type(name: unknown): string {
    const known = typeof name === 'string' ? this.#types.get(name) : undefined;
    if (known !== undefined) return known;
    const iri = unifyIri(this.#term(name)?.iri ?? this.absolute(name));
    if (iri.startsWith('@')) throw notPlain;
    if (typeof name === 'string' && this.#types.size < mostWords) this.#types.set(name, iri);
    return iri;
  }

  /** An IRI that no prefix of the context touches, as it is. */
  absolute(iri: unknown): string {
    const scheme = typeof iri === 'string' ? /^([A-Za-z][A-Za-z0-9+.-]*):[^\s]+$/.exec(iri)?.[1] : undefined;
    if (typeof iri !== 'string' || scheme === undefined || this.#context.terms.get(scheme)?.isPrefix)
      throw notPlain;
    return iri;
  }

  #term(key: unknown): PlainTerm | undefined {
    if (key === '@id' || key === '@type') return { iri: key };
    if (!isWord(key)) return undefined;
    return this.#context.terms.get(key) ?? { iri: unifyIri(this.#context.vocabulary + key) };
  }
}

const schemaOrg = readPlainContext(schemaOrgContext) as PlainContext;
const underAddress = new Words(schemaOrg, false);
const withoutContext = new Words(schemaOrg, true);
const known = new Map<string, Words | undefined>();
/** The nodes of a graph share the object that is their context. */
let last: { readonly context: unknown; readonly words: Words | undefined } = {
  context: undefined,
  words: withoutContext,
};

function wordsOf(context: unknown): Words | undefined {
  if (last.context !== context) last = { context, words: findWords(context) };
  return last.words;
}

function findWords(context: unknown): Words | undefined {
  if (context === undefined) return withoutContext;
  if (isSchemaOrgAddress(context)) return underAddress;
  const text = JSON.stringify(context);
  if (known.has(text)) return known.get(text);
  const plain = readPlainContext(context);
  const words = plain && new Words(plain, true);
  if (known.size >= mostContexts) known.clear();
  if (text.length < longestContext) known.set(text, words);
  return words;
}

/**
 * Expands a node under a context that is plain (see `PlainContext`) and that uses nothing but types, ids, nested nodes and plain
 * values: most of what there is, some hundred times faster than the general algorithm. Undefined for anything else, which the
 * general algorithm then expands; where it answers, both answers are equal.
 */
export function expandPlain(document: unknown): Expanded | undefined {
  const words = isObject(document) ? wordsOf(document['@context']) : undefined;
  if (!words || !isObject(document)) return undefined;
  try {
    const node = expandNode(document, words, true);
    // Of what is nothing but an id nothing is said, which the general algorithm drops.
    return Object.keys(node).length === 1 && '@id' in node ? undefined : node;
  } catch (error) {
    if (error === notPlain) return undefined;
    throw error;
  }
}

function expandNode(node: Expanded, words: Words, isTop: boolean): Expanded {
  const expanded: Record<string, unknown> = {};
  let isEmpty = true;
  const keys = Object.keys(node);
  if (words.isOrdered) keys.sort();
  for (const key of keys) {
    if (isTop && key === '@context') continue;
    const term = words.property(key);
    const held = expandHeld(node[key], term, words);
    if (held === undefined) continue;
    if (expanded[term.iri] !== undefined) throw notPlain;
    expanded[term.iri] = held;
    isEmpty = false;
  }
  if (isEmpty) throw notPlain;
  return expanded;
}

function expandHeld(value: unknown, term: PlainTerm, words: Words): unknown {
  if (term.iri === '@id') return words.absolute(value);
  if (term.iri === '@type') {
    if (!Array.isArray(value)) return [words.type(value)];
    if (value.length === 0) throw notPlain;
    return value.map((type) => words.type(type));
  }
  if (value === null) return undefined;
  if (!Array.isArray(value)) return [expandValue(value, term, words)];
  const values: Expanded[] = [];
  for (const each of value as unknown[]) if (each !== null) values.push(expandValue(each, term, words));
  return values;
}

function expandValue(value: unknown, { type }: PlainTerm, words: Words): Expanded {
  if (isObject(value)) return expandNode(value, words, false);
  if (typeof value === 'string' && type === '@id') return { '@id': words.absolute(value) };
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') throw notPlain;
  return type === undefined || type === '@id' ? { '@value': value } : { '@type': type, '@value': value };
}
