import { expect, test } from 'vitest';
import type { FederatedReport } from './federated.ts';
import { plotReports } from './plot-reports.ts';

const report = (people: number, gapClosed: number): FederatedReport => ({
  rows: [{ name: 'private', ndcg: 0.1, ndcgSe: 0.01, gapClosed, gapBeyondPopularity: gapClosed / 2 }],
  epsilon: 3.84,
  delta: 1e-6,
  noiseMultiplier: 3.73,
  people,
  tested: 100,
  items: 500,
  cohort: 1000,
  rounds: 8,
  participations: 8,
  design: { head: 16, content: 32, dimension: 1176, effectivePeople: 100 },
  references: {},
  encoding: 'each',
});

test('two lines over the people of each report, whatever their order', () => {
  const svg = plotReports([report(100_000, 0.93), report(10_000, 0.86)], 'people');
  const lines = [...svg.matchAll(/polyline points="([^"]+)"/g)].map(([, points]) =>
    points.split(' ').map((point) => point.split(',').map(Number)),
  );
  expect(lines).toHaveLength(2);
  for (const [few, many] of lines) {
    expect(many[0]).toBeGreaterThan(few[0]);
    expect(many[1]).toBeLessThan(few[1]);
  }
  expect(svg).toContain('cohorts of 1,000, epsilon 3.84');
});

test('reports of the same epsilon have no plot by it', () => {
  expect(() => plotReports([report(1000, 0.5), report(2000, 0.6)], 'epsilon')).toThrow(
    expect.objectContaining({ code: 'simulate/nothing-to-plot' }),
  );
  expect(() => plotReports([], 'people')).toThrow(
    expect.objectContaining({ code: 'simulate/nothing-to-plot' }),
  );
});
