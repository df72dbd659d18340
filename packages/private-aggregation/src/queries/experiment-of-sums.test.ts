import { expect, it } from 'vitest';
import { experimentOfSums } from './experiment-of-sums.ts';

const slots = (...values: number[]) => Float64Array.from(values);

it('adds up what rounds say of each arm, with their noise, and counts epochs once', () => {
  const sum = experimentOfSums([
    { epoch: '2026-w48', slots: slots(60, 20, 30, 10, 40, 8, 4, 2), reports: 100, noise: 3 },
    { epoch: '2026-w48', slots: slots(50, 10, 20, 5, 45, 9, 3, 1), reports: 95, noise: 4 },
    { epoch: '2026-w49', slots: slots(1, 1, 1, 1, 1, 1, 1, 1), reports: 50, noise: 12 },
    { epoch: '2026-w47', slots: slots(1, 2, 3), reports: 90, noise: 1 },
  ]);
  expect(sum).toEqual({
    current: { people: 111, sums: [31, 51, 16] },
    candidate: { people: 86, sums: [18, 8, 4] },
    rounds: 3,
    epochs: 2,
    reports: 245,
    noise: 13,
  });
});
