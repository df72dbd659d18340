import { type Expanded, dateType, isObject, typesOf, vocabulary } from './expanded.ts';
import { dateTerms, linkTerms, prefixes } from './schema-org-context.ts';

/**
 * An expanded node as a person would write it under schema.org's context, without the context itself. The inverse of expansion:
 * expanding the result gives the node back. What has no short form stays in its expanded form, which is valid anywhere.
 */
export function compactPlain(node: Expanded): Record<string, unknown> {
  const compact: Record<string, unknown> = {};
  for (const [key, held] of Object.entries(node)) {
    if (key === '@type') compact['@type'] = unwrap(typesOf(node).map(shortIri));
    else if (key.startsWith('@')) compact[key] = held;
    else compact[shortIri(key)] = unwrap(arrayOf(held).map((value) => compactValue(shortIri(key), value)));
  }
  return compact;
}

function compactValue(term: string, value: unknown): unknown {
  if (!isObject(value)) return value;
  const keys = Object.keys(value);
  const literal = value['@value'];
  if (keys.length === 1 && literal !== undefined && literal !== null && typeof literal !== 'object') {
    const coerced = dateTerms.has(term) || (linkTerms.has(term) && typeof literal === 'string');
    return coerced ? value : literal;
  }
  if (keys.length === 2 && dateTerms.has(term) && value['@type'] === dateType) return literal;
  if (keys.length === 1 && linkTerms.has(term) && /^[A-Za-z][\w+.-]*:\/\//.test(String(value['@id'])))
    return value['@id'];
  if (meansMoreHere(value)) return { '@context': null, ...value };
  if (keys.some((key) => key.startsWith('@') && key !== '@id' && key !== '@type')) return value;
  return compactPlain(value);
}

/** Whether something in the value, as it stands, would get a meaning under this context that it never had. */
function meansMoreHere(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(meansMoreHere);
  if (!isObject(value) || value['@type'] === '@json') return false;
  const types = [value['@type'] ?? []].flat();
  return (
    types.some((type) => typeof type === 'string' && (!/^@|:/.test(type) || hasPrefix(type))) ||
    hasPrefix(value['@id']) ||
    Object.entries(value).some(([key, held]) => hasPrefix(key) || (key !== '@type' && meansMoreHere(held)))
  );
}

function hasPrefix(iri: unknown): boolean {
  const [, scheme, rest] = (typeof iri === 'string' && /^([^:]+):(.*)$/s.exec(iri)) || [];
  return scheme !== undefined && Object.hasOwn(prefixes, scheme) && !rest?.startsWith('//');
}

/** `name` for `http://schema.org/name`, where expansion leads back to it. */
function shortIri(iri: string): string {
  const local = iri.startsWith(vocabulary) ? iri.slice(vocabulary.length) : '';
  return /^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(local) && local !== 'id' && local !== 'type' ? local : iri;
}

function unwrap(values: unknown[]): unknown {
  const [only] = values;
  return values.length === 1 && !Array.isArray(only) ? only : values;
}

function arrayOf(held: unknown): unknown[] {
  return Array.isArray(held) ? held : [held];
}
