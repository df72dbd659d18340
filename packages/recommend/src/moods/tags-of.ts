import type { Item } from '@parlour/wire';

const keywords = ['http://schema.org/keywords', 'https://schema.org/keywords'];

/** Tags that a source gave a title: schema.org's `keywords`, as kept expanded JSON-LD. */
export function tagsOf(extra: Item['extra']): string[] {
  if (extra === undefined) return [];
  return keywords
    .flatMap((key) => extra[key] ?? [])
    .flatMap((value) => literal(value))
    .flatMap((text) => text.split(','));
}

function literal(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || !('@value' in value)) return [];
  return typeof value['@value'] === 'string' ? [value['@value']] : [];
}
