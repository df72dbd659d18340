import { dayName } from '@parlour/interface';
import type { ModelVersion } from '@parlour/wire/api';
import chart from '../../components/chart.module.css';
import { DataTable } from '../../components/data-table.tsx';
import { LineChart } from '../../components/line-chart.tsx';
import { shortHash } from '../../format/short-hash.ts';
import { figure, figureName } from './model-words.ts';
import { sharedFigure } from './shared-figure.ts';

/** A figure that several versions have, from the oldest to the newest; nothing where there is none to compare. */
export function QualityChart({ name, versions }: { name: string; versions: readonly ModelVersion[] }) {
  const shared = sharedFigure(versions);
  if (shared === undefined) return null;
  const label = figureName(shared.name);
  return (
    <div className={chart.beside}>
      <LineChart
        label={`Line: ${label} of each version of ${name}; the same figures are in the table`}
        points={shared.points.map(({ at, value }) => ({ at, value }))}
      />
      <DataTable
        isDense
        caption={`${label} of each version of ${name}`}
        columns={[
          { name: 'Version', cell: ({ sha256 }) => <code>{shortHash(sha256)}</code> },
          { name: 'Made', cell: ({ at }) => dayName(at) },
          { name: label, isNumber: true, cell: ({ value }) => figure(value) },
        ]}
        rows={shared.points}
        rowKey={({ sha256 }) => sha256}
      />
    </div>
  );
}
