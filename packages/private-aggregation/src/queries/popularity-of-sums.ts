import type { PublishedPopularity } from '@parlour/wire';
import { likelyCounts } from './likely-counts.ts';
import { meanShare, type Share } from './mean-share.ts';

/** A released sum of the popularity query, decoded. */
export interface PopularitySum {
  /** Name of its epoch; names sort as epochs follow one another. */
  readonly epoch: string;
  /** The public list that the query named, by place. */
  readonly items: readonly string[];
  /** By place: how many people watched it, with the noise of the round. */
  readonly people: Float64Array;
  readonly reports: number;
  /** Standard deviation of the noise at each place, in people. */
  readonly noise: number;
}

/** Epochs that what is watched now is taken from. */
const epochsOfNow = 4;
/** Standard deviations of the noise that a title must stand out by, to be said to be watched at all. */
const leastOverNoise = 3;
/** Standard deviations of noise and chance, and growth, from which a title is rising. */
const leastRise = 4;
const leastGrowth = 1.25;

/** Those of the newest epochs, which what is watched now is taken from. */
export function newestEpochs<Sum extends Pick<PopularitySum, 'epoch'>>(sums: readonly Sum[]): Sum[] {
  const names = [...new Set(sums.map(({ epoch }) => epoch))].toSorted().toReversed();
  const newest = new Set(names.slice(0, epochsOfNow));
  return sums.filter(({ epoch }) => newest.has(epoch));
}

/**
 * What people watch, from released sums (of `newestEpochs`): each title's mean share, and which titles the newest of all watches more
 * than those before. Only sums go in, so this costs no privacy beyond theirs (post-processing).
 *
 * @returns undefined where no title stands out of the noise, and without sums.
 */
export function popularityOfSums(sums: readonly PopularitySum[]): PublishedPopularity | undefined {
  const now = sharesOf(sums);
  const watched = [...now]
    .filter(([, { share, noise }]) => share > leastOverNoise * noise)
    .toSorted(([a, { share: left }], [b, { share: right }]) => right - left || (a < b ? -1 : 1));
  if (watched.length === 0) return undefined;
  return {
    format: 1,
    reports: sum(sums.map(({ reports }) => reports)),
    rounds: sums.length,
    noise: rounded(sum(watched.map(([, { noise }]) => noise)) / watched.length),
    items: watched.map(([item]) => item),
    shares: watched.map(([, { share }]) => rounded(Math.min(1, share))),
    others: othersOf(now, new Map(watched)),
    rising: risingOf(sums, new Set(watched.map(([item]) => item))),
  };
}

/** Those that do not stand out, as far as somebody most likely watched them. */
function othersOf(
  told: ReadonlyMap<string, Share>,
  watched: ReadonlyMap<string, Share>,
): PublishedPopularity['others'] {
  const loudest = watched.values().reduce((greatest, { share }) => Math.max(greatest, share), 0);
  const most = Math.min(1, loudest);
  const noised = [...told].filter(([, { noise }]) => noise > 0);
  const likely = likelyCounts(
    noised.map(([, { share }]) => share),
    noised.map(([, { noise }]) => noise),
    most,
  );
  const others = noised
    .map(([item, { reports }], i) => ({ item, reports, share: rounded(Math.min(most, likely[i])) }))
    // Less than one person, or than the digits that are published, is nobody.
    .filter(({ item, share, reports }) => !watched.has(item) && share > 0 && share * reports >= 1);
  return {
    items: others.map(({ item }) => item),
    shares: others.map(({ share }) => share),
  };
}

/** By item; each of those sums only whose list has it. */
function sharesOf(sums: readonly PopularitySum[]): Map<string, Share> {
  const told = new Map<string, Share[]>();
  for (const { items, people, reports, noise } of sums) {
    for (const [place, item] of items.entries()) {
      const known = told.get(item) ?? [];
      if (known.length === 0) told.set(item, known);
      known.push({ share: people[place] / reports, noise: noise / reports, reports });
    }
  }
  return new Map([...told].map(([item, shares]) => [item, meanShare(shares)]));
}

function risingOf(sums: readonly PopularitySum[], watched: ReadonlySet<string>): string[] {
  const newest = sums
    .map(({ epoch }) => epoch)
    .toSorted()
    .at(-1);
  const now = sharesOf(sums.filter(({ epoch }) => epoch === newest));
  const before = sharesOf(sums.filter(({ epoch }) => epoch !== newest));
  return [...watched].filter((item) => {
    const [a, b] = [now.get(item), before.get(item)];
    if (a === undefined || b === undefined) return false;
    const rise = a.share - b.share;
    const isClear = rise > leastRise * Math.hypot(a.noise, chance(a), b.noise, chance(b));
    return isClear && a.share > leastGrowth * Math.max(0, b.share);
  });
}

/** Standard deviation of the share of so many people, had they been drawn by chance. */
function chance({ share, reports }: Share): number {
  const p = Math.min(1, Math.max(1 / reports, share));
  return Math.sqrt((p * (1 - p)) / reports);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Digits beyond the noise are worth no bytes. */
const rounded = (value: number): number => Math.round(value * 1e5) / 1e5;
