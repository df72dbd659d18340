import type { BundleMaterial } from '@parlour/private-aggregation/queries';
import { type AskedBundle, isOffHere } from './asked-bundle.ts';
import type { Book } from './book.ts';
import { queryFiles } from './query-files.ts';
import { reportedTitles } from './reported-titles.ts';
import type { TogetherParts } from './together-parts.ts';
import { watchedTitles } from './watched-titles.ts';

type Parts = Pick<TogetherParts, 'history' | 'trials' | 'files' | 'house'> & {
  readonly book: Pick<Book, 'saved' | 'ledger'>;
};

/**
 * All that this device's answers to a bundle are made of, and what of it is answered with zeros.
 * @throws ParlourError as `queryFiles`.
 */
export async function ownMaterial(parts: Parts, asked: AskedBundle): Promise<BundleMaterial> {
  const { history, trials, book } = parts;
  const materialOf = await queryFiles(parts, asked);
  const { events } = history();
  return {
    watched: watchedTitles(events),
    reported: reportedTitles(events),
    qualityOf: trials.qualityOf,
    materialOf,
    isOff: isOffHere(book.saved, book.ledger),
  };
}
