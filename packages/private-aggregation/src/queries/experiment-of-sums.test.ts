import { expect, it } from 'vitest';
import { experimentOfSums, type QualitySum } from './experiment-of-sums.ts';

const slots = (...values: number[]) => Float64Array.from(values);

it('adds up what rounds say of each arm, with their noise, and counts epochs once', () => {
  const sum = experimentOfSums([
    { epoch: '2026-w48', slots: slots(60, 20, 30, 10, 40, 8, 4, 2), reports: 100, noise: 3 },
    { epoch: '2026-w48', slots: slots(50, 10, 20, 5, 45, 9, 3, 1), reports: 95, noise: 4 },
    { epoch: '2026-w49', slots: slots(1, 1, 1, 1, 1, 1, 1, 1), reports: 50, noise: 12 },
    { epoch: '2026-w47', slots: slots(1, 2, 3), reports: 90, noise: 1 },
  ]);
  const measure = (current: number, candidate: number) => ({
    current: { people: 111, sum: current },
    candidate: { people: 86, sum: candidate },
    noise: 13,
    epochs: 2,
  });
  expect(sum).toEqual({
    people: { current: 111, candidate: 86 },
    rounds: 3,
    epochs: 2,
    reports: 245,
    noise: 13,
    measures: [measure(31, 18), measure(51, 8), measure(16, 4)],
  });
});

it('leaves out, from five rounds on and by measure, those that speak most for the candidate and most against it', () => {
  const round = (epoch: number, hits: number, clicks: number): QualitySum => ({
    epoch: String(epoch),
    slots: slots(100, 20, 30, 10, 100, hits, clicks, 10 + epoch),
    reports: 200,
    noise: 2,
  });
  const rounds = [round(1, 5000, 31), round(2, 21, -700), round(3, 22, 32), round(4, 23, 900)];
  expect(experimentOfSums(rounds).measures[0].candidate).toEqual({ people: 400, sum: 5066 });
  const five = experimentOfSums([...rounds, round(5, 20, 33)]);
  expect(five.people).toEqual({ current: 500, candidate: 500 });
  expect(five.measures.map(({ candidate }) => candidate)).toEqual([
    { people: 300, sum: 21 + 22 + 23 },
    { people: 300, sum: 31 + 32 + 33 },
    { people: 300, sum: 12 + 13 + 14 },
  ]);
  for (const { current, noise, epochs } of five.measures) {
    expect(current.people).toBe(300);
    expect(noise).toBeCloseTo(2 * Math.sqrt(3), 12);
    expect(epochs).toBe(3);
  }
});

it('knows a round of invented people by the others, however many it invents', () => {
  const honest = { slots: slots(100, 20, 30, 10, 100, 20, 30, 10), reports: 200, noise: 2 };
  const lie = { ...honest, slots: slots(100, 20, 30, 10, 9100, 8120, 30, 10) };
  const rounds = [lie, lie, ...Array.from({ length: 8 }, () => honest)].map((one, epoch) => ({
    ...one,
    epoch: String(epoch),
  }));
  const [hits] = experimentOfSums(rounds).measures;
  expect(hits.candidate).toEqual({ people: 600, sum: 120 });
});
