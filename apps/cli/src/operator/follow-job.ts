import { setTimeout as pause } from 'node:timers/promises';
import { ParlourError } from '@parlour/wire';
import type { OperatorJob } from '@parlour/wire/api';
import { startProgress } from '../catalogue/progress.ts';
import type { OperatorClient } from './operator-client.ts';

/** Milliseconds between looks. */
const betweenLooks = 500;

/** Waits for a job, with progress on standard error. @throws the ParlourError that it failed with; `operators/job-cancelled`. */
export async function followJob(operator: OperatorClient, { id }: OperatorJob): Promise<OperatorJob> {
  const progress = startProgress();
  try {
    for (;;) {
      const job = await operator.ask('GET /api/operator/jobs/:id', { params: { id } });
      if (job.error) throw ParlourError.fromPlain(job.error);
      if (job.state === 'done') return job;
      if (job.state === 'cancelled') throw cancelled();
      progress.update(job.fraction, job.step ?? 'Waiting for the queue');
      await pause(betweenLooks);
    }
  } finally {
    progress.stop();
  }
}

const cancelled = (): ParlourError =>
  new ParlourError('operators/job-cancelled', {
    message: 'The job was cancelled by an operator.',
    meaning: 'What it had finished by then stays; the rest was not done.',
    mend: 'Ask for it again if it is wanted still.',
  });
