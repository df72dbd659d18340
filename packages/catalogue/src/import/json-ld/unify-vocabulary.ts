import { isObject } from './expanded.ts';

/** Expanded JSON-LD in which `https://schema.org/` and `http://schema.org/` are one vocabulary, as schema.org says. */
export function unifyVocabulary(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unifyVocabulary);
  if (!isObject(value)) return value;
  if (value['@type'] === '@json') return value;
  const unified: Record<string, unknown> = {};
  for (const [key, held] of Object.entries(value)) {
    const property = unifyIri(key);
    const next = key === '@type' ? unifyTypes(held) : unifyVocabulary(held);
    const before = unified[property];
    unified[property] = Array.isArray(before) && Array.isArray(next) ? [...before, ...next] : next;
  }
  return unified;
}

function unifyTypes(types: unknown): unknown {
  if (Array.isArray(types))
    return types.map((type: unknown) => (typeof type === 'string' ? unifyIri(type) : type));
  return typeof types === 'string' ? unifyIri(types) : types;
}

export function unifyIri(iri: string): string {
  return iri.startsWith('https://schema.org/') ? `http${iri.slice(5)}` : iri;
}
