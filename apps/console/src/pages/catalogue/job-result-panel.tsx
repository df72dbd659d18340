import { count, LinkButton } from '@parlour/interface';
import type { JobResult } from '@parlour/wire/api';
import { BarChart } from '../../components/bar-chart.tsx';
import chart from '../../components/chart.module.css';
import { DataTable } from '../../components/data-table.tsx';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';

type ImportResult = Extract<JobResult, { kind: 'import' }>;

export function JobResultPanel({ result }: { result: JobResult }) {
  if (result.kind === 'import') return <Imported result={result} />;
  return (
    <Panel title="What it came to">
      {result.kind === 'train' ? (
        <div>
          <LinkButton to="/models" look="primary">
            See the new version
          </LinkButton>
        </div>
      ) : (
        <Facts
          facts={[
            ['Version of the snapshot', result.version],
            ['Titles', count(result.titles)],
          ]}
        />
      )}
    </Panel>
  );
}

function Imported({ result }: { result: ImportResult }) {
  const rows = [
    { name: 'Added', value: result.added, what: 'New titles' },
    { name: 'Joined', value: result.joined, what: 'Titles that another source has too' },
    { name: 'Changed', value: result.changed, what: 'Known titles, told differently now' },
    { name: 'Same', value: result.unchanged, what: 'As they were' },
    {
      name: 'Skipped',
      value: Object.values(result.skipped).reduce((a, b) => a + b, 0),
      what: skippedWords(result),
    },
    { name: 'Rejected', value: result.refused, what: 'Not in the form that they should have' },
  ];
  return (
    <Panel
      title="What it came to"
      lead={`${count(result.rows)} rows read; ${count(result.titles)} titles in the catalogue now${result.published === null ? ', not published yet' : ', published'}.`}
    >
      <div className={chart.beside}>
        <BarChart
          label="Bars: rows by what became of them; the same figures are in the table"
          names={rows.map(({ name }) => name)}
          bars={[{ name: 'Rows', values: rows.map(({ value }) => value), colour: 'good' }]}
        />
        <DataTable
          isDense
          caption="Rows by what became of them"
          columns={[
            { name: 'Rows', cell: ({ name }) => name },
            { name: 'Count', isNumber: true, cell: ({ value }) => count(value) },
            { name: 'Means', isExtra: true, isQuiet: true, cell: ({ what }) => what },
          ]}
          rows={rows}
          rowKey={({ name }) => name}
        />
      </div>
    </Panel>
  );
}

const skippedWords = ({ skipped }: ImportResult): string =>
  Object.entries(skipped)
    .filter(([, rows]) => rows > 0)
    .map(([reason, rows]) => `${count(rows)} ${reason}`)
    .join(', ') || 'Left out on purpose';
