import type { PublishedReports } from '@parlour/wire';
import { meanShare, type Share } from './mean-share.ts';
import { reportedAs } from './reports.ts';

/** A released sum of the reports query, decoded. */
export interface ReportsSum {
  readonly epoch: string;
  /** The public list that the query named, by place. */
  readonly items: readonly string[];
  /** Three parts (`reportedAs`), each as long as `items`: people who said so, with the noise of the round. */
  readonly people: Float64Array;
  readonly reports: number;
  /** Standard deviation of the noise at each number, in people. */
  readonly noise: number;
}

/** Deviations of the noise that a report must stand out by: one number in three million does by chance. */
const leastOverNoise = 5;
/** People that numbers are of, so that they mean the same however many took part. */
const ofPeople = 1000;

/**
 * Titles that clearly many people report, from released sums: each title's share over all of them (from five sums on a trimmed mean, so that no cohort
 * alone decides), of a thousand people. What does not stand out of the noise is not told at all, and so changes nothing. Only sums go in (post-processing).
 * @returns undefined without sums; no titles where none stands out.
 */
export function reportsOfSums(sums: readonly ReportsSum[]): PublishedReports | undefined {
  if (sums.length === 0) return undefined;
  const told = new Map<string, Share[][]>();
  for (const { items, people, reports, noise } of sums) {
    items.forEach((item, place) => {
      const known = told.get(item) ?? reportedAs.map(() => []);
      if (!told.has(item)) told.set(item, known);
      reportedAs.forEach((_, as) =>
        known[as].push({
          share: people[as * items.length + place] / reports,
          noise: noise / reports,
          reports,
        }),
      );
    });
  }
  const titles: PublishedReports['titles'] = [];
  let most = 0;
  for (const [item, shares] of told) {
    const all = shares.map(meanShare);
    const [broken, wrong, elsewhere] = all.map(({ share, noise }) =>
      share > leastOverNoise * noise ? Math.min(ofPeople, Math.round(ofPeople * share)) : 0,
    );
    if (broken + wrong + elsewhere > 0) titles.push({ item, broken, wrong, elsewhere });
    most = Math.max(most, ...all.map(({ noise }) => ofPeople * noise));
  }
  return {
    format: 1,
    reports: sums.reduce((all, { reports }) => all + reports, 0),
    rounds: sums.length,
    // Of the least certain title: more is believed of none than noise allows.
    noise: most,
    titles: titles.toSorted((a, b) => (a.item < b.item ? -1 : 1)),
  };
}
