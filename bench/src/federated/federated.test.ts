import { expect, test } from 'vitest';
import { benchFederated, federatedSource, readDesign } from './federated.ts';
import { drawHistories } from './population/draw-histories.ts';
import { drawInThreads } from './population/draw-in-threads.ts';
import { readPopulation } from './population/population-file.ts';

const options = {
  cohort: 100,
  epsilon: 4,
  delta: 1e-6,
  participations: 8,
  seed: 1,
  say: () => undefined,
};

test('a drawn population is the same for the same seed, each title once, as long as it should be', async () => {
  const population = await readPopulation();
  expect(population.licence).toContain('MIT');
  const some = drawHistories(population, 200, 5);
  expect(drawHistories(population, 200, 5)).toEqual(some);
  const other = drawHistories(population, 200, 6);
  expect(other.items).not.toEqual(some.items);
  for (let person = 0; person < some.people; person++) {
    const history = some.items.subarray(some.starts[person], some.starts[person + 1]);
    expect(new Set(history).size).toBe(history.length);
    expect(history.length).toBeGreaterThanOrEqual(population.lengths[0]);
    expect(history.length).toBeLessThanOrEqual(population.lengths.at(-1) ?? 0);
  }
  const popular = some.items.filter((item) => item < 100).length / some.items.length;
  expect(popular).toBeGreaterThan(0.2);
});

test('people too few for a cohort of 50 are told so, and nothing is released', async () => {
  const source = federatedSource({ population: 60 });
  await expect(benchFederated({ ...options, source, cohort: 49, tested: 50 })).rejects.toMatchObject({
    code: 'simulate/too-few-people',
  });
});

test.each([[{}], [{ data: 'x' }], [{ population: 49 }], [{ population: 100, data: 'x', split: 'y' }]])(
  'it takes either data with a split or a population, not %j',
  (given) => {
    expect(() => federatedSource(given)).toThrow(expect.objectContaining({ code: 'simulate/no-people' }));
  },
);

test('a design is read, or refused', () => {
  expect(readDesign('64:32')).toEqual({ head: 64, content: 32 });
  expect(readDesign(undefined)).toBeUndefined();
  expect(() => readDesign('64')).toThrow(expect.objectContaining({ code: 'simulate/no-design' }));
});

test('of 300 people in cohorts of 100 the whole simulation runs: real encoding, noise, accountant, all rows', {
  timeout: 120_000,
}, async () => {
  const source = federatedSource({ population: 300 });
  const report = await benchFederated({ ...options, source, tested: 200, references: ['ease'] });
  expect(report.rows.map(({ name }) => name)).toEqual([
    'content',
    'popularity',
    'central',
    'central-same-model',
    'private',
  ]);
  expect(report).toMatchObject({ people: 300, cohort: 100, rounds: 24, encoding: 'each' });
  expect(report.epsilon).toBeLessThanOrEqual(4);
  expect(report.epsilon).toBeGreaterThan(3.5);
  expect(report.noiseMultiplier).toBeGreaterThanOrEqual(3.7304);
  const [content, , central, same] = report.rows;
  expect([content.gapClosed, central.gapClosed]).toEqual([0, 1]);
  expect(central.reference).toBeDefined();
  // Without noise the model knows more than content does; what noise leaves of it with 300 people is not promised.
  expect(same.ndcg).toBeGreaterThan(content.ndcg);
});

test('people drawn on all cores are the very same', { timeout: 60_000 }, async () => {
  const population = await readPopulation();
  const many = await drawInThreads(population, 2_100, 5);
  const some = drawHistories(population, 2_100, 5);
  expect(many.starts).toEqual(some.starts);
  expect(many.items).toEqual(some.items);
});
