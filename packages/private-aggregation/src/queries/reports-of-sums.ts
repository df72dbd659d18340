import type { PublishedReports } from '@parlour/wire';
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
 * Titles that clearly many people report, from released sums: each title's share over all of them, of a thousand people. What
 * does not stand out of the noise is not told at all, and so changes nothing. Only sums go in (post-processing).
 * @returns undefined without sums; no titles where none stands out.
 */
export function reportsOfSums(sums: readonly ReportsSum[]): PublishedReports | undefined {
  if (sums.length === 0) return undefined;
  const told = new Map<string, { people: number[]; reports: number; square: number }>();
  for (const { items, people, reports, noise } of sums) {
    items.forEach((item, place) => {
      const known = told.get(item) ?? { people: reportedAs.map(() => 0), reports: 0, square: 0 };
      reportedAs.forEach((_, as) => {
        known.people[as] += people[as * items.length + place];
      });
      told.set(item, { ...known, reports: known.reports + reports, square: known.square + noise ** 2 });
    });
  }
  const titles: PublishedReports['titles'] = [];
  for (const [item, { people, reports, square }] of told) {
    const [broken, wrong, elsewhere] = people.map((count) =>
      count > leastOverNoise * Math.sqrt(square)
        ? Math.min(ofPeople, Math.round((ofPeople * count) / reports))
        : 0,
    );
    if (broken + wrong + elsewhere > 0) titles.push({ item, broken, wrong, elsewhere });
  }
  const deviations = [...told.values()].map(
    ({ reports, square }) => (ofPeople * Math.sqrt(square)) / reports,
  );
  return {
    format: 1,
    reports: sums.reduce((all, { reports }) => all + reports, 0),
    rounds: sums.length,
    // Of the least certain title: more is believed of none than noise allows.
    noise: Math.max(...deviations),
    titles: titles.toSorted((a, b) => (a.item < b.item ? -1 : 1)),
  };
}
