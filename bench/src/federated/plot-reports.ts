import { ParlourError } from '@parlour/wire';
import type { FederatedReport } from './federated.ts';
import { gapPlot } from './gap-plot.ts';

/** What reports of one plot differ in. */
export type PlottedBy = 'people' | 'epsilon';

const axes = {
  people: (report: FederatedReport) => report.people,
  epsilon: (report: FederatedReport) => report.epsilon,
} as const;

const described = (report: FederatedReport, by: PlottedBy): string =>
  [
    `cohorts of ${report.cohort.toLocaleString('en')}`,
    by === 'people' ? `epsilon ${report.epsilon.toFixed(2)}` : `${report.people.toLocaleString('en')} people`,
  ].join(', ');

/**
 * The gap that the private row closed, of all and beyond popularity, over several reports of `benchFederated`; an SVG.
 * @throws ParlourError `simulate/nothing-to-plot` of no reports, or of two at one place.
 */
export function plotReports(reports: readonly FederatedReport[], by: PlottedBy): string {
  const sorted = reports.toSorted((a, b) => axes[by](a) - axes[by](b));
  const places = new Set(sorted.map(axes[by]));
  if (sorted.length === 0 || places.size < sorted.length)
    throw new ParlourError('simulate/nothing-to-plot', {
      message: `These reports do not each have ${by} of their own.`,
      meaning: 'Nothing was drawn.',
      mend: `Give reports that differ in ${by}.`,
    });
  const line = (name: string, colour: string, figure: 'gapClosed' | 'gapBeyondPopularity') => ({
    name,
    colour,
    points: sorted.flatMap((report) => {
      const share = report.rows.find((each) => each.name === 'private')?.[figure] ?? null;
      return share === null ? [] : [[axes[by](report), share] as const];
    }),
  });
  return gapPlot({
    title: `Gap closed through private sums, ${described(sorted[0], by)}`,
    axis: by,
    lines: [line('of all', '#06c', 'gapClosed'), line('beyond popularity', '#c60', 'gapBeyondPopularity')],
  });
}
