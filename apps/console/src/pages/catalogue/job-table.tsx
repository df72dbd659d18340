import { percent } from '@parlour/interface';
import type { OperatorJob } from '@parlour/wire/api';
import { Link } from 'react-router';
import { Badge } from '../../components/badge.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Moment } from '../../components/moment.tsx';
import { ShareBar } from '../../components/share-bar.tsx';
import { JOB_STATES, jobName, resultWords } from './job-words.ts';

export function JobTable({ jobs }: { jobs: readonly OperatorJob[] }) {
  return (
    <DataTable
      caption="Jobs"
      columns={[
        { name: 'Job', cell: (job) => <Link to={`/catalogue/jobs/${job.id}`}>{jobName(job)}</Link> },
        { name: 'State', cell: (job) => <JobState job={job} /> },
        { name: 'Came to', isExtra: true, cell: (job) => cameTo(job) },
        { name: 'Asked for', isExtra: true, cell: ({ createdAt }) => <Moment at={createdAt} /> },
      ]}
      rows={jobs}
      rowKey={({ id }) => id}
    />
  );
}

function cameTo({ result, error }: OperatorJob): string {
  if (error !== null) return error.message;
  return result === null ? '' : resultWords(result);
}

function JobState({ job: { state, fraction, step } }: { job: OperatorJob }) {
  const { name, tone } = JOB_STATES[state];
  if (state !== 'running') return <Badge tone={tone}>{name}</Badge>;
  return (
    <>
      <Badge tone={tone}>
        {step ?? name} {percent(fraction)}
      </Badge>
      <ShareBar share={fraction} />
    </>
  );
}
