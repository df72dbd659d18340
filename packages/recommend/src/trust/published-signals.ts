import type { Catalogue, CatalogueSignals, RowSignals } from '@parlour/catalogue';
import type { EngineParts } from '../engine/engine-parts.ts';
import type { TrustSignals } from './trust-signals.ts';

/** What an operator published of titles beyond their facts, as the engine takes it. `now` (Unix milliseconds) ages trends. */
export function publishedSignals(
  published: CatalogueSignals,
  catalogue: Catalogue,
  now: number,
): Pick<EngineParts, 'sources' | 'signals' | 'trending'> {
  const trending = published.trending(now);
  return {
    sources: published.reliability,
    signals(item) {
      const row = catalogue.rowOf(item);
      return row < 0 ? undefined : trustSignalsOf(published.of(row));
    },
    ...(trending !== undefined && { trending }),
  };
}

function trustSignalsOf(row: RowSignals): TrustSignals {
  const linkCheck = latestCheck(row);
  return {
    sources: row.sources,
    agreement: row,
    // A page that is gone is a fact that turned out wrong.
    corrections: row.corrections + row.brokenPages,
    reports: row.reports.wrong,
    unavailable: row.reports.broken + row.reports.elsewhere,
    isWrong: row.wrongAt !== undefined,
    ...(row.seenAt !== undefined && { seenAt: row.seenAt }),
    ...(linkCheck !== undefined && { linkCheck }),
  };
}

/** On one day the operator's word comes before the machine's. */
function latestCheck({ links, brokenAt }: RowSignals): TrustSignals['linkCheck'] {
  if (brokenAt !== undefined && brokenAt >= (links?.at ?? 0)) return { at: brokenAt, works: 0 };
  return links && { at: links.at, works: links.working };
}
