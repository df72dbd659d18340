import type { Item } from '@parlour/wire';

export interface ItemLinks {
  /** Where it can be watched: links of its offers, and its own `url`. */
  readonly offers: readonly string[];
  /** Pages that are said to be about it (`sameAs`), without those that are ids of other catalogues. */
  readonly pages: readonly string[];
}

/** Links of a title that can be tried over HTTP, each once. */
export function linksOfItem({ platforms, extra }: Pick<Item, 'platforms' | 'extra'>): ItemLinks {
  const offers = new Set([...platforms.flatMap(({ link }) => link ?? []), ...linksAt(extra, 'url')]);
  const pages = new Set(linksAt(extra, 'sameAs'));
  return {
    offers: [...offers].filter(isWeb),
    pages: [...pages].filter((link) => isWeb(link) && !offers.has(link)),
  };
}

function linksAt(extra: Item['extra'], property: string): string[] {
  const values = extra?.[`http://schema.org/${property}`];
  if (!Array.isArray(values)) return [];
  return (values as readonly unknown[]).flatMap((value) => {
    const { '@id': id, '@value': text } = (value ?? {}) as { '@id'?: unknown; '@value'?: unknown };
    const link = id ?? text;
    return typeof link === 'string' ? [link] : [];
  });
}

function isWeb(link: string): boolean {
  return /^https?:\/\//i.test(link) && URL.canParse(link);
}
