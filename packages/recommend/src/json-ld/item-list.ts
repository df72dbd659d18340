import type { Catalogue } from '@parlour/catalogue';
import type { RecommendationEntry } from '@parlour/wire';

const vocabulary = 'https://schema.org/';
/** Terms that schema.org lacks. */
const own = 'urn:parlour:vocabulary:';

/** A list of recommendations in schema.org's terms, under a context of its own so that it can be read alone. */
export interface ItemListDocument {
  readonly '@context': readonly [string, Readonly<Record<string, string>>];
  readonly '@type': 'ItemList';
  readonly itemListOrder: string;
  readonly numberOfItems: number;
  readonly itemListElement: readonly Readonly<Record<string, unknown>>[];
}

/** Items are referred to by the ids that `parlour catalogue export` gives them. */
export function toItemList(
  catalogue: Pick<Catalogue, 'rowOf' | 'type' | 'name'>,
  entries: readonly RecommendationEntry[],
): ItemListDocument {
  return {
    '@context': [
      vocabulary,
      {
        score: `${own}score`,
        trust: `${own}trust`,
        reasons: `${own}reasons`,
        confidence: `${own}confidence`,
        path: `${own}path`,
        strategy: `${own}strategy`,
        source: `${own}sourceTrust`,
        metadata: `${own}metadataTrust`,
        availability: `${own}availabilityTrust`,
        quality: `${own}qualityTrust`,
        preference: `${own}preferenceTrust`,
      },
    ],
    '@type': 'ItemList',
    // Places also come from variety: scores need not fall from one to the next.
    itemListOrder: `${vocabulary}ItemListUnordered`,
    numberOfItems: entries.length,
    itemListElement: entries.map((entry, index) => element(catalogue, entry, index + 1)),
  };
}

function element(
  catalogue: Pick<Catalogue, 'rowOf' | 'type' | 'name'>,
  { item, score, trust, explanation, reasons, source }: RecommendationEntry,
  position: number,
): Readonly<Record<string, unknown>> {
  const row = catalogue.rowOf(item);
  return {
    '@type': 'ListItem',
    position,
    item: {
      '@type': row < 0 ? 'CreativeWork' : catalogue.type(row),
      '@id': `urn:parlour:${item.split(':').map(encodeURIComponent).join(':')}`,
      ...(row >= 0 && { name: catalogue.name(row) }),
    },
    description: explanation,
    strategy: source,
    score,
    trust: { '@type': 'Rating', ratingValue: trust.score, worstRating: 0, bestRating: 1, ...trust.parts },
    reasons: reasons.map(({ type, description, confidence, path }) => ({
      name: type,
      description,
      confidence,
      path,
    })),
  };
}
