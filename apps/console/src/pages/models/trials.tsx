import { count, counted, percent } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { Experiment, ModelVersion } from '@parlour/wire/api';
import { Badge, type Tone } from '../../components/badge.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { IntervalChart } from '../../components/interval-chart.tsx';
import { Moment } from '../../components/moment.tsx';
import { shortHash } from '../../format/short-hash.ts';
import { OperatorsOnly } from '../../session/operators-only.tsx';
import { PromoteCandidate } from './promote-candidate.tsx';
import { MEASURES, outcomeWords, pointsWithin, shareWithin, verdict } from './trial-words.ts';
import styles from './trials.module.css';

interface TrialsProps {
  readonly name: string;
  readonly experiments: readonly Experiment[];
  readonly versions: readonly ModelVersion[];
}

/** Models of a kind that a share of people try, or tried, and what their sums say. */
export function Trials({ name, experiments, versions }: TrialsProps) {
  const hashOf = (id: string): string =>
    shortHash(versions.find((version) => version.id === id)?.sha256 ?? id);
  const running = experiments.filter(({ endedAt }) => endedAt === null);
  const ended = experiments.filter(({ endedAt }) => endedAt !== null);
  return (
    <>
      {running.map((experiment) => (
        <Trial key={experiment.id} name={name} experiment={experiment} hash={hashOf(experiment.candidate)} />
      ))}
      {ended.length === 0 ? null : (
        <details>
          <summary>What was tried before</summary>
          <div className={styles.ended}>
            {ended.map((experiment) => (
              <Trial
                key={experiment.id}
                name={name}
                experiment={experiment}
                hash={hashOf(experiment.candidate)}
              />
            ))}
          </div>
        </details>
      )}
    </>
  );
}

function Trial({ name, experiment, hash }: { name: string; experiment: Experiment; hash: string }) {
  const { share, isAutomatic, startedAt, endedAt, outcome, looks, candidate } = experiment;
  const [newest] = looks;
  const isRunning = endedAt === null;
  return (
    <section className={styles.trial} aria-label={`${name}: trial of ${hash}`}>
      <div className={styles.head}>
        <h3>
          Trial of <code>{hash}</code>
        </h3>
        <Badge tone={toneOf(experiment)}>
          {outcome === null ? `On ${percent(share)} of people` : outcomeWords[outcome]}
        </Badge>
      </div>
      <p>{verdict(newest)}</p>
      <p className={page.quiet}>
        Since <Moment at={startedAt} />
        {newest === undefined
          ? null
          : `, ${counted(newest.reports, 'report')} of ${counted(newest.rounds, 'round')}: about ${count(Math.max(0, Math.round(newest.people.current)))} people beside ${count(Math.max(0, Math.round(newest.people.candidate)))} who try it, each give or take ${count(Math.ceil(newest.noise))} by noise`}
        . {isRunning && isAutomatic ? 'What is sure is done by itself.' : null}
      </p>
      {newest?.quality ? <QualityByArm name={name} quality={newest.quality} /> : null}
      {isRunning && newest?.decision === 'promote' && !isAutomatic ? (
        <OperatorsOnly>
          <PromoteCandidate id={candidate} hash={hash} />
        </OperatorsOnly>
      ) : null}
      {looks.length < 2 ? null : (
        <details>
          <summary>Each look at the sums</summary>
          <DataTable
            isDense
            caption={`Looks at the trial of ${hash}`}
            columns={[
              { name: 'Looked', cell: ({ at }) => <Moment at={at} /> },
              { name: 'Rounds', isNumber: true, cell: ({ rounds }) => count(rounds) },
              { name: 'Reports', isNumber: true, cell: ({ reports }) => count(reports) },
              {
                name: 'Hits, difference in points',
                isNumber: true,
                cell: ({ quality }) => (quality === null ? '-' : pointsWithin(quality.hits.difference)),
              },
            ]}
            rows={looks}
            rowKey={({ rounds, at }) => `${at} ${rounds}`}
          />
        </details>
      )}
    </section>
  );
}

type Quality = NonNullable<Experiment['looks'][number]['quality']>;

function QualityByArm({ name, quality }: { name: string; quality: Quality }) {
  const rows = MEASURES.map(({ key, ...measure }) => ({ ...measure, ...quality[key] }));
  return (
    <div className={styles.quality}>
      <IntervalChart
        label={`Intervals: quality of ${name} with the current and with the candidate model; the same figures are in the table`}
        rows={rows.map(({ name: measure, current, candidate }) => ({
          name: measure,
          plain: current,
          accent: candidate,
        }))}
      />
      <div className={styles.table}>
        <DataTable
          caption={`Quality of ${name} by arm`}
          columns={[
            { name: 'Measure', cell: (row) => row.name },
            { name: 'Current', isNumber: true, colour: 'muted', cell: ({ current }) => shareWithin(current) },
            {
              name: 'Candidate',
              isNumber: true,
              colour: 'accent',
              cell: ({ candidate }) => shareWithin(candidate),
            },
            {
              name: 'Difference in points',
              isNumber: true,
              cell: ({ difference }) => pointsWithin(difference),
            },
          ]}
          rows={rows}
          rowKey={(row) => row.name}
        />
        <p className={styles.note}>
          {rows.map((row) => `${row.name}: ${row.what}`).join('; ')}. Means over people, with bounds that hold
          at all looks together: a difference is sure where its bounds are on one side of nothing.
        </p>
      </div>
    </div>
  );
}

function toneOf({ outcome, looks: [look] }: Experiment): Tone {
  if (outcome !== null) return outcome === 'promoted' ? 'good' : 'plain';
  if (look?.decision === 'roll-back') return 'bad';
  return look?.decision === 'promote' ? 'good' : 'live';
}
