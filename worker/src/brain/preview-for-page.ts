import type { Catalogue } from '@parlour/catalogue';
import type { ImportPreviewData } from '@parlour/vault/import';
import type { ImportPreview, ItemCard } from '../brain-api/index.ts';
import { itemCard } from './item-card.ts';

/** The preview with cards in the place of item ids. */
export function previewForPage(id: string, preview: ImportPreviewData, catalogue: Catalogue): ImportPreview {
  const { format, question, rows, known, rejected, ignored, matched, ambiguous, unmatched, from, to } =
    preview;
  const card = (item: string): ItemCard => itemCard(catalogue, catalogue.rowOf(item));
  return {
    id,
    format,
    ...(question === undefined ? {} : { question }),
    rows,
    known,
    rejected,
    ignored,
    matched: matched.map(({ key, item, rows: count }) => ({ key, card: card(item), rows: count })),
    ambiguous: ambiguous.map(({ key, name, rows: count, candidates }) => ({
      key,
      name,
      rows: count,
      candidates: candidates.map(card),
    })),
    unmatched,
    from,
    to,
  };
}
