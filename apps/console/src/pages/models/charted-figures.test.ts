import type { TrainingRun } from '@parlour/wire/api';
import { expect, it } from 'vitest';
import { chartedFigures } from './charted-figures.ts';

const run = (at: number, metrics: TrainingRun['metrics']): TrainingRun => ({
  id: `00000000-0000-4000-8000-00000000000${at}`,
  kind: 'moments',
  state: 'passed',
  parameters: {},
  metrics,
  reason: null,
  model: null,
  at,
});

it('gives every figure that two runs have, the oldest first, and how good candidates were in front', () => {
  const found = chartedFigures([
    run(3, { reports: 900, noise: 0.1, candidateNdcg: 0.3 }),
    run(2, { reports: 600, candidateNdcg: 0.2, servedNdcg: 0.1 }),
    run(1, { reports: 300 }),
  ]);
  expect(found.map(({ name }) => name)).toEqual(['candidateNdcg', 'reports']);
  expect(found[0].runs.map(({ at, value }) => [at, value])).toEqual([
    [2, 0.2],
    [3, 0.3],
  ]);
  expect(found[1].runs.map(({ value }) => value)).toEqual([300, 600, 900]);
});

it('gives none of fewer than two runs', () => {
  expect(chartedFigures([])).toEqual([]);
  expect(chartedFigures([run(1, { reports: 300 })])).toEqual([]);
});
