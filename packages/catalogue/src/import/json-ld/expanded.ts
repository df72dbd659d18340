/** A node, value or list object of expanded JSON-LD. */
export type Expanded = Readonly<Record<string, unknown>>;

export const vocabulary = 'http://schema.org/';
export const dateType = `${vocabulary}Date`;

/** Prefix of the ids that are ours: `urn:parlour:movie:the-matrix:1999`. */
export const ownIdPrefix = 'urn:parlour:';

export function isObject(value: unknown): value is Expanded {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The values of a property: `schema:name` by the bare `name`, everything else by its IRI or keyword. */
export function valuesOf(node: Expanded, property: string): readonly Expanded[] {
  const values = node[/^@|:/.test(property) ? property : vocabulary + property];
  if (!Array.isArray(values)) return [];
  return values.filter(isObject);
}

/** IRIs of the types of a node. */
export function typesOf(node: Expanded): readonly string[] {
  const types = node['@type'];
  if (typeof types === 'string') return [types];
  return Array.isArray(types) ? types.filter((type) => typeof type === 'string') : [];
}

export function hasType(node: Expanded, name: string): boolean {
  return typesOf(node).includes(vocabulary + name);
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
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalText(value[key])}`).join()}}`;
}
