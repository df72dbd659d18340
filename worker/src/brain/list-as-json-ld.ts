import type { Catalogue } from '@parlour/catalogue';
import { toItemList } from '@parlour/recommend';
import type { Recommendation } from '../brain-api/index.ts';

/** The titles before the person, whichever lists they came from, as one document in schema.org's terms. */
export function listAsJsonLd(entries: readonly Recommendation[], catalogue: Catalogue): Blob {
  const document = toItemList(
    catalogue,
    entries.map(({ card, score, trust: { score: whole, ...parts }, explanation, reasons, source }) => ({
      item: card.id,
      score,
      trust: { score: whole, parts },
      explanation,
      reasons,
      source,
    })),
  );
  return new Blob([JSON.stringify(document, undefined, 2)], { type: 'application/ld+json' });
}
