import { ErrorNote, momentName, Note, ProgressBar } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { OperatorJob } from '@parlour/wire/api';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { asked } from '../../api/asked.ts';
import { Badge } from '../../components/badge.tsx';
import { Facts } from '../../components/facts.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Panel } from '../../components/panel.tsx';
import { duration } from '../../format/ago.ts';
import { OperatorsOnly } from '../../session/operators-only.tsx';
import { CancelJob } from './cancel-job.tsx';
import { canBeCancelled, JOB_STATES, jobName, roomOfJob } from './job-words.ts';
import { JobResultPanel } from './job-result-panel.tsx';
import { isUnderWay } from './jobs-query.ts';
import { RejectedRows } from './rejected-rows.tsx';

export function JobPage() {
  const { id = '' } = useParams();
  const query = useQuery({
    ...asked('GET /api/operator/jobs/:id', { params: { id } }),
    refetchInterval: ({ state: { data } }) => (data === undefined || isUnderWay(data) ? 700 : false),
  });
  return (
    <div className={page.page}>
      <PageHead
        title={query.data === undefined ? 'Job' : jobName(query.data)}
        up={query.data === undefined ? { to: '/catalogue', name: 'Catalogue' } : roomOfJob(query.data)}
      />
      <Loaded query={query} what="the job">
        {(job) => (
          <>
            <Panel
              title="How far it is"
              actions={
                <>
                  <Badge tone={JOB_STATES[job.state].tone}>{JOB_STATES[job.state].name}</Badge>
                  {canBeCancelled(job) ? (
                    <OperatorsOnly>
                      <CancelJob job={job} />
                    </OperatorsOnly>
                  ) : null}
                </>
              }
            >
              <HowFar job={job} />
            </Panel>
            {job.result === null ? null : <JobResultPanel result={job.result} />}
            {job.result?.kind === 'import' && job.result.refused > 0 ? <RejectedRows job={job.id} /> : null}
          </>
        )}
      </Loaded>
    </div>
  );
}

function HowFar({ job }: { job: OperatorJob }) {
  const { state, step, fraction, createdAt, startedAt, endedAt, error } = job;
  return (
    <div className={page.stack}>
      {state === 'running' ? (
        <ProgressBar progress={{ step: step ?? 'Working', fraction }} idle="Working" />
      ) : null}
      {state === 'waiting' ? (
        <Note icon="clock">It waits for a queue worker, or for the job before it.</Note>
      ) : null}
      <ErrorNote error={error ?? undefined} />
      <Facts
        facts={[
          ['Asked for', momentName(createdAt)],
          ['Began', startedAt === null ? 'Not yet' : momentName(startedAt)],
          ['Ended', endedAt === null ? 'Not yet' : momentName(endedAt)],
          ['Took', startedAt === null || endedAt === null ? 'Not known yet' : duration(endedAt - startedAt)],
        ]}
      />
    </div>
  );
}
