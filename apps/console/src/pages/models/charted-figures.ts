import type { TrainingRun } from '@parlour/wire/api';

/** One figure of those runs that have it, the oldest first. */
export interface ChartedFigure {
  readonly name: string;
  readonly runs: readonly { readonly id: string; readonly at: number; readonly value: number }[];
}

/** What says most of how good a candidate was. */
const leading = ['candidateNdcg', 'gain'];

/** Every figure that at least two runs have, those that say how good candidates were first, then as they were measured. */
export function chartedFigures(runs: readonly TrainingRun[]): ChartedFigure[] {
  const found = new Map<string, ChartedFigure['runs'][number][]>();
  for (const { id, at, metrics } of runs.toReversed()) {
    for (const [name, value] of Object.entries(metrics)) {
      const known = found.get(name);
      if (known === undefined) found.set(name, [{ id, at, value }]);
      else known.push({ id, at, value });
    }
  }
  const order = (name: string): number => (leading.includes(name) ? leading.indexOf(name) : leading.length);
  return [...found]
    .filter(([, measured]) => measured.length > 1)
    .map(([name, measured]) => ({ name, runs: measured }))
    .toSorted((a, b) => order(a.name) - order(b.name));
}
