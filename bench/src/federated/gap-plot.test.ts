import { expect, test } from 'vitest';
import { gapPlot } from './gap-plot.ts';

test('a plot has every point inside its frame, the greater share above', () => {
  const svg = gapPlot({
    title: 'Gap closed',
    axis: 'people',
    lines: [
      {
        name: 'of all',
        colour: '#06c',
        points: [
          [10_000, 0.86],
          [100_000, 0.93],
        ],
      },
      {
        name: 'beyond popularity',
        colour: '#c60',
        points: [
          [10_000, 0.5],
          [100_000, 0.75],
        ],
      },
    ],
  });
  const circles = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);
  expect(circles).toHaveLength(4);
  for (const [x, y] of circles) {
    expect(x).toBeGreaterThanOrEqual(60);
    expect(x).toBeLessThanOrEqual(616);
    expect(y).toBeGreaterThan(40);
    expect(y).toBeLessThan(304);
  }
  expect(circles[1][1]).toBeLessThan(circles[0][1]);
  expect(circles[1][0]).toBeGreaterThan(circles[0][0]);
  expect(svg.match(/<text/g)?.length).toBeGreaterThanOrEqual(11);
});
