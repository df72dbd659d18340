import { counted } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { TrainingRun } from '@parlour/wire/api';
import { Badge } from '../../components/badge.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Moment } from '../../components/moment.tsx';
import { chartedFigures } from './charted-figures.ts';
import { figure, figureName } from './model-words.ts';
import { RunFigure } from './run-figure.tsx';

/** Each time that a model of a kind was learned of released sums: what it was told, what was measured, what came of it. */
export function TrainingRuns({ name, runs }: { name: string; runs: readonly TrainingRun[] }) {
  if (runs.length === 0) return null;
  const [first, ...others] = chartedFigures(runs);
  const columns: Column<TrainingRun>[] = [
    { name: 'Learned', cell: ({ at }) => <Moment at={at} /> },
    { name: 'Came to', cell: (run) => <RunState run={run} /> },
    { name: 'Measured', cell: ({ metrics }) => figures(metrics) },
    { name: 'Told', isQuiet: true, isExtra: true, cell: ({ parameters }) => figures(parameters) },
  ];
  return (
    <>
      {first === undefined ? null : <RunFigure model={name} charted={first} />}
      {others.length === 0 ? null : (
        <details>
          <summary>{counted(others.length, 'other figure')} of these runs</summary>
          <div className={page.stack}>
            {others.map((charted) => (
              <section key={charted.name} aria-label={`${figureName(charted.name)}: ${name}`}>
                <h3>{figureName(charted.name)}</h3>
                <RunFigure model={name} charted={charted} />
              </section>
            ))}
          </div>
        </details>
      )}
      <DataTable caption={`Runs: ${name}`} columns={columns} rows={runs} rowKey={({ id }) => id} />
    </>
  );
}

function RunState({ run: { state, reason } }: { run: TrainingRun }) {
  if (state === 'passed') return <Badge tone="good">A candidate</Badge>;
  return (
    <>
      <Badge tone={state === 'failed' ? 'bad' : 'warn'}>{state === 'failed' ? 'Nothing' : 'Refused'}</Badge>{' '}
      {reason}
    </>
  );
}

const figures = (named: TrainingRun['parameters']): string =>
  Object.entries(named)
    .map(([name, value]) => `${figureName(name)} ${typeof value === 'number' ? figure(value) : value}`)
    .join(' · ');
