import { readItems } from '@parlour/catalogue/import';
import type { DataFolder } from '../../data-folder.ts';
import { byHost, type HostLimits } from './by-host.ts';
import { type LinkCheck, missesToBroken, readLinkChecks, writeLinkChecks } from './link-checks.ts';
import { linksOfItem } from './links-of-item.ts';
import { type LinkAnswer, type LinkOutcome, tryLink, type TryOptions } from './try-link.ts';

export interface CheckOptions extends TryOptions, HostLimits {
  /** Links that were checked within so many days are left. */
  readonly olderThanDays: number;
  /** At most so many links, those first that were not checked for longest. */
  readonly limit: number;
  /** Day since 1970. */
  readonly today: number;
  readonly onProgress?: (done: number, all: number) => void;
}

export interface CheckSummary extends Record<LinkOutcome, number> {
  /** Links that titles of the catalogue have. */
  readonly links: number;
  /** Links that were tried now; the rest was tried lately, or is left for another run. */
  readonly checked: number;
  readonly titles: number;
}

/** Results are kept every so many links, so that a run that is ended early is not lost. */
const keptEvery = 200;

/** Tries the links of all titles of the store and keeps what became of them; links that no title has any more are forgotten. */
export async function checkLinks(data: DataFolder, options: CheckOptions): Promise<CheckSummary> {
  const { olderThanDays, limit, today } = options;
  const [links, titles] = await linksOf(data);
  const known = await readLinkChecks(data);
  const checks = new Map([...known].filter(([link]) => links.has(link)));
  const due = [...links]
    .filter((link) => today - (checks.get(link)?.on ?? Number.NEGATIVE_INFINITY) >= olderThanDays)
    .sort((one, other) => (checks.get(one)?.on ?? 0) - (checks.get(other)?.on ?? 0))
    .slice(0, limit);
  let checked = 0;
  await byHost(due, options, async (link) => {
    const answer = await tryLink(link, options);
    checks.set(link, checkOf(link, answer, checks.get(link), today));
    checked++;
    options.onProgress?.(checked, due.length);
    if (checked % keptEvery === 0) await writeLinkChecks(data, checks.values());
    return !answer.isBusy;
  });
  await writeLinkChecks(data, checks.values());
  const count = (wanted: LinkOutcome): number =>
    [...checks.values()].filter(({ outcome }) => outcome === wanted).length;
  return {
    links: links.size,
    checked,
    titles,
    works: count('works'),
    broken: count('broken'),
    unclear: count('unclear'),
  };
}

async function linksOf(data: DataFolder): Promise<[Set<string>, number]> {
  const links = new Set<string>();
  let titles = 0;
  for await (const item of readItems(data.catalogueStore)) {
    const { offers, pages } = linksOfItem(item);
    for (const link of [...offers, ...pages]) links.add(link);
    titles += Number(offers.length + pages.length > 0);
  }
  return [links, titles];
}

function checkOf(
  link: string,
  { outcome, status }: LinkAnswer,
  before: LinkCheck | undefined,
  today: number,
): LinkCheck {
  const misses = outcome === 'unclear' ? (before?.misses ?? 0) + 1 : 0;
  // A server that says something, even that it will not, is there.
  const isGone = status === undefined && misses >= missesToBroken;
  return {
    link,
    on: today,
    outcome: isGone ? 'broken' : outcome,
    ...(status !== undefined && { status }),
    misses,
  };
}
