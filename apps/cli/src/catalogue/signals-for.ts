import { type Catalogue, dayOf } from '@parlour/catalogue';
import { readSignals } from '@parlour/catalogue/import';
import { encodeSignals, type LinkResult } from '@parlour/catalogue/publish';
import type { DataFolder } from '../data-folder.ts';
import { type LinkCheck, readLinkChecks } from './links/link-checks.ts';
import { linksOfItem } from './links/links-of-item.ts';
import { readOwnReports } from './own-reports.ts';
import { peopleReports } from './people-reports.ts';
import { sourceReliability } from './source-reliability.ts';

/**
 * The file of public signals for a catalogue that is being published, from everything that an operator's data folder knows.
 *
 * @throws ParlourError `catalogue/bad-sources`, `catalogue/damaged-reports`, `catalogue/damaged-link-checks`, `catalogue/damaged-store`
 */
export async function signalsFor(
  data: DataFolder,
  catalogue: Catalogue,
  now = Date.now(),
): Promise<Uint8Array<ArrayBuffer>> {
  const [reliability, own, checks, people] = await Promise.all([
    sourceReliability(data),
    readOwnReports(data),
    readLinkChecks(data),
    peopleReports(data),
  ]);
  return encodeSignals(catalogue, {
    items: readSignals(data.catalogueStore),
    reliability,
    own,
    ...(people && { people }),
    links: linkResults(catalogue, checks),
    today: dayOf(now),
  });
}

/** What links of each title gave, where any gave a clear answer. */
function linkResults(catalogue: Catalogue, checks: ReadonlyMap<string, LinkCheck>): Map<string, LinkResult> {
  const results = new Map<string, LinkResult>();
  if (checks.size === 0) return results;
  for (let row = 0; row < catalogue.size; row++) {
    const { offers, pages } = linksOfItem({
      platforms: catalogue.platforms(row),
      extra: catalogue.extra(row),
    });
    const clear = (links: readonly string[]): LinkCheck[] =>
      links.flatMap((link) => checks.get(link) ?? []).filter(({ outcome }) => outcome !== 'unclear');
    const [tried, about] = [clear(offers), clear(pages)];
    if (tried.length + about.length === 0) continue;
    results.set(catalogue.id(row), {
      on: Math.max(...[...tried, ...about].map(({ on }) => on)),
      tried: tried.length,
      working: tried.filter(({ outcome }) => outcome === 'works').length,
      brokenPages: about.filter(({ outcome }) => outcome === 'broken').length,
    });
  }
  return results;
}
