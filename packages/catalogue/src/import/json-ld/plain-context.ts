import { isObject } from './expanded.ts';
import { isSchemaOrgAddress, schemaOrgContext } from './schema-org-context.ts';
import { unifyIri } from './unify-vocabulary.ts';

/** What a context that is plain makes of a word: the word's IRI, and what becomes of the values of a property of that name. */
export interface PlainTerm {
  /** An IRI, or the keyword that the word is another name for. */
  readonly iri: string;
  /** `@id` where strings are links, else the IRI of the values' type. */
  readonly type?: string;
  readonly isPrefix?: boolean;
}

/**
 * A context that does nothing but map words to IRIs: a vocabulary, terms (with `@type` at most) and other names for `@id` and
 * `@type`. A word without a term is of the vocabulary.
 */
export interface PlainContext {
  readonly vocabulary: string;
  readonly terms: ReadonlyMap<string, PlainTerm>;
}

const word = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/\S+$/;

export function isWord(text: unknown): text is string {
  return typeof text === 'string' && word.test(text);
}

/**
 * A context as a plain one, by the rules of context processing (JSON-LD 1.1 Processing Algorithms, sections 4.1 and 4.2) as far as
 * they concern what a plain one holds; undefined for any other context, and for one that is not valid.
 */
export function readPlainContext(context: unknown): PlainContext | undefined {
  let read: PlainContext | undefined;
  for (const each of Array.isArray(context) ? (context as unknown[]) : [context]) {
    const local = isSchemaOrgAddress(each) ? schemaOrgContext : each;
    read = isObject(local) ? extend(read, local) : undefined;
    if (!read) return undefined;
  }
  return read;
}

type Local = Readonly<Record<string, unknown>>;

function extend(outer: PlainContext | undefined, local: Local): PlainContext | undefined {
  const { '@vocab': vocabulary = outer?.vocabulary, '@version': version = 1.1, ...definitions } = local;
  if (typeof vocabulary !== 'string' || !absolute.test(vocabulary) || version !== 1.1) return undefined;
  const terms = new Map(outer?.terms);
  const scope: Scope = { vocabulary, outer: outer?.terms, local };
  for (const [term, definition] of Object.entries(definitions)) {
    const read = isWord(term) && !(term in Object.prototype) ? define(term, definition, scope) : undefined;
    if (!read) return undefined;
    terms.set(term, read);
  }
  return { vocabulary, terms };
}

interface Scope {
  readonly vocabulary: string;
  readonly outer: ReadonlyMap<string, PlainTerm> | undefined;
  readonly local: Local;
}

function define(term: string, definition: unknown, scope: Scope): PlainTerm | undefined {
  if (definition === '@id' || definition === '@type') return { iri: definition };
  if (typeof definition === 'string') {
    const iri = resolve(definition, scope);
    return iri === undefined ? undefined : { iri: unifyIri(iri), isPrefix: endsAsPrefix(iri) };
  }
  if (!isObject(definition)) return undefined;
  const { '@id': id, '@type': type, ...others } = definition;
  if (Object.keys(others).length > 0) return undefined;
  const iri = id === undefined ? scope.vocabulary + term : resolve(id, scope);
  const coercion = type === '@id' || type === undefined ? type : resolve(type, scope);
  if (iri === undefined || (type !== undefined && coercion === undefined)) return undefined;
  return coercion === undefined ? { iri: unifyIri(iri) } : { iri: unifyIri(iri), type: unifyIri(coercion) };
}

/** An IRI as a definition gives it: whole, or by a prefix that is defined outside or, itself whole, beside it. */
function resolve(given: unknown, { outer, local }: Scope): string | undefined {
  if (typeof given !== 'string') return undefined;
  if (absolute.test(given)) return given;
  const [, prefix = '', rest = ''] = /^([^:]+):(?!\/\/)(\S+)$/.exec(given) ?? [];
  const beside = Object.hasOwn(local, prefix) ? local[prefix] : undefined;
  if (beside !== undefined)
    return typeof beside === 'string' && absolute.test(beside) && endsAsPrefix(beside)
      ? beside + rest
      : undefined;
  const known = outer?.get(prefix);
  if (!known && /^[A-Za-z][A-Za-z0-9+.-]*$/.test(prefix)) return given;
  return known?.isPrefix ? known.iri + rest : undefined;
}

/** Section 4.2.2, step 14.2.5: only what ends in one of these characters is a prefix. */
function endsAsPrefix(iri: string): boolean {
  return /[:/?#[\]@]$/.test(iri);
}
