import { type Expanded, isObject } from './expanded.ts';
import { titleType } from './json-ld-to-item.ts';

const deepest = 4;

export interface Embedded {
  /** The nodes that are titles, with the nodes that they refer to in place of the references. */
  readonly titles: readonly Expanded[];
  /** The nodes that are none and that no title refers to. */
  readonly left: readonly Expanded[];
}

/** Puts people, offers and the like, which a graph lists beside its titles, into the titles that refer to them. */
export function embedReferences(nodes: readonly Expanded[]): Embedded {
  const titles = nodes.filter((node) => titleType(node) !== undefined);
  const others = nodes.filter((node) => titleType(node) === undefined);
  const byId = new Map<unknown, Expanded>();
  for (const node of others) if (typeof node['@id'] === 'string') byId.set(node['@id'], node);
  if (byId.size === 0) return { titles, left: others };
  const used = new Set<Expanded>();
  const embed = (value: unknown, path: readonly unknown[]): unknown => {
    if (Array.isArray(value)) return value.map((each) => embed(each, path));
    if (!isObject(value) || value['@type'] === '@json') return value;
    const node =
      Object.keys(value).length === 1 && !path.includes(value['@id']) ? byId.get(value['@id']) : undefined;
    if (node && path.length < deepest) {
      used.add(node);
      return embedWithin(node, [...path, node['@id']]);
    }
    return embedWithin(value, path);
  };
  const embedWithin = (node: Expanded, path: readonly unknown[]): Expanded =>
    Object.fromEntries(
      Object.entries(node).map(([key, held]) => [key, key === '@type' ? held : embed(held, path)]),
    );
  return {
    titles: titles.map((node) => embedWithin(node, [])),
    left: others.filter((node) => !used.has(node)),
  };
}
