/** A node, value or list object of expanded JSON-LD. */
export type Expanded = Readonly<Record<string, unknown>>;

export const vocabulary = 'http://schema.org/';
export const dateType = `${vocabulary}Date`;

/** Prefix of the ids that are ours: `urn:parlour:movie:the-matrix:1999`. */
export const ownIdPrefix = 'urn:parlour:';

const iris = new Map<string, string>();

/** The IRI of a term of schema.org. The same terms come by the million, so the frequent ones are made once. */
export function iriOf(term: string): string {
  const known = iris.get(term);
  if (known !== undefined) return known;
  const iri = vocabulary + term;
  if (iris.size < 2000) iris.set(term, iri);
  return iri;
}

export function isObject(value: unknown): value is Expanded {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The values that a node has for a property, by the property's IRI. */
export function valuesAt(node: Expanded, iri: string): readonly Expanded[] {
  const values = node[iri];
  if (!Array.isArray(values)) return [];
  return values.every(isObject) ? values : values.filter(isObject);
}

/** The values that a node has for a property of schema.org, by its bare name. */
export function valuesOf(node: Expanded, property: string): readonly Expanded[] {
  return valuesAt(node, iriOf(property));
}

/** IRIs of the types of a node. */
export function typesOf(node: Expanded): readonly string[] {
  const types = node['@type'];
  if (typeof types === 'string') return [types];
  return Array.isArray(types) ? types.filter((type) => typeof type === 'string') : [];
}

export function hasType(node: Expanded, name: string): boolean {
  return typesOf(node).includes(iriOf(name));
}

/** The words of a value: its literal, or the name of the node it is. */
export function wordsOf(value: Expanded): string | undefined {
  const literal = value['@value'];
  if (typeof literal === 'string') return literal;
  if (typeof literal === 'number') return String(literal);
  const [name] = '@value' in value ? [] : valuesOf(value, 'name');
  return typeof name?.['@value'] === 'string' ? name['@value'] : undefined;
}

/** The number of a literal, also where it is written as text. */
export function numberOf(value: Expanded | undefined): number | undefined {
  const literal = value?.['@value'];
  const number = typeof literal === 'string' && literal.trim() !== '' ? Number(literal) : literal;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** The link of a value: a reference, or a literal that is a URL. */
export function linkOf(value: Expanded | undefined): string | undefined {
  const link = value?.['@id'] ?? value?.['@value'];
  return typeof link === 'string' ? link : undefined;
}

/** Equal for equal JSON, whatever the order of the keys. */
export function canonicalText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`;
  const object = value as Expanded;
  const entries = Object.keys(object).sort();
  return `{${entries.map((key) => `${JSON.stringify(key)}:${canonicalText(object[key])}`).join()}}`;
}

/** Whether two JSON values are equal, whatever the order of the keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((each, number) => sameJson(each, b[number]))
    );
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  );
}
