import { bytes, percent } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { Experiment, ModelKind, ModelVersion, Promotion, TrainingRun } from '@parlour/wire/api';
import { Badge } from '../../components/badge.tsx';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Moment } from '../../components/moment.tsx';
import { Panel } from '../../components/panel.tsx';
import { shortHash } from '../../format/short-hash.ts';
import { useMayChange } from '../../session/session-context.ts';
import { Origin } from './origin.tsx';
import { Promote } from './promote.tsx';
import { QualityChart } from './quality-chart.tsx';
import { RollBack } from './roll-back.tsx';
import { TrainingRuns } from './training-runs.tsx';
import { Trials } from './trials.tsx';

interface ModelKindPanelProps {
  readonly kind: ModelKind;
  readonly name: string;
  readonly what: string;
  readonly versions: readonly ModelVersion[];
  readonly promotions: readonly Promotion[];
  readonly runs: readonly TrainingRun[];
  readonly experiments: readonly Experiment[];
}

export function ModelKindPanel(props: ModelKindPanelProps) {
  const { kind, name, what, versions, promotions, runs, experiments } = props;
  const mayChange = useMayChange();
  const columns: Column<ModelVersion>[] = [
    { name: 'Version', cell: ({ sha256 }) => <code>{shortHash(sha256)}</code> },
    { name: 'State', cell: (version) => <ModelState version={version} /> },
    { name: 'Made of', cell: ({ origin }) => <Origin origin={origin} /> },
    { name: 'Made', isExtra: true, cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { name: 'Size', isNumber: true, isExtra: true, cell: (version) => bytes(version.bytes) },
  ];
  if (mayChange) columns.push({ name: 'Change', cell: (version) => <Promote version={version} /> });
  const last = promotions[0];
  return (
    <Panel
      title={name}
      lead={what}
      {...(mayChange &&
        last !== undefined &&
        last.share > 0 && { actions: <RollBack kind={kind} name={name} /> })}
    >
      <Trials name={name} experiments={experiments} versions={versions} />
      {runs.length > 0 ? null : <QualityChart name={name} versions={versions} />}
      {versions.length === 0 ? null : (
        <DataTable caption={`Versions: ${name}`} columns={columns} rows={versions} rowKey={({ id }) => id} />
      )}
      <TrainingRuns name={name} runs={runs} />
      {promotions.length === 0 ? null : (
        <details>
          <summary>What was served when</summary>
          <ul className={page.stack}>
            {promotions.map(({ model, share, at }) => (
              <li key={`${at} ${model}`}>
                <Moment at={at} />: {promotionWords(share)}{' '}
                <code>{shortHash(versions.find(({ id }) => id === model)?.sha256 ?? model)}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

function promotionWords(share: number): string {
  if (share === 0) return 'no more served:';
  return share === 1 ? 'for everybody:' : `tried on ${percent(share)}:`;
}

function ModelState({ version: { kind, isPromoted, canaryShare } }: { version: ModelVersion }) {
  if (isPromoted) return <Badge tone="good">Served</Badge>;
  if (canaryShare !== null) return <Badge tone="live">Tried on {percent(canaryShare)}</Badge>;
  return <Badge>{kind === 'moments' || kind === 'fusion' ? 'Candidate' : 'Kept'}</Badge>;
}
