import type { OperatorJob } from '@parlour/wire/api';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { useChange } from '../../session/use-change.ts';
import { jobName } from './job-words.ts';

export function CancelJob({ job }: { job: OperatorJob }) {
  const { busy, error, run, clear } = useChange('POST /api/operator/jobs/:id/cancel', {
    done: `${jobName(job)} was cancelled.`,
    touches: ['GET /api/operator/jobs/:id', 'GET /api/operator/jobs'],
  });
  return (
    <ConfirmButton
      label="Cancel"
      icon="stop"
      look="danger"
      title="Cancel this job?"
      confirm="Cancel the job"
      busy={busy}
      error={error}
      onOpen={clear}
      onConfirm={async () => (await run({ params: { id: job.id } })) !== undefined}
    >
      <p>
        {job.state === 'waiting'
          ? 'It is not begun. A file that was uploaded for it is deleted.'
          : 'It is stopped within seconds. What was finished by then stays as it is; a file that was uploaded for it is deleted.'}
      </p>
    </ConfirmButton>
  );
}
