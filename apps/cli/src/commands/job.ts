import type { OperatorJob } from '@parlour/wire/api';
import { Command } from 'commander';
import {
  connectOperator,
  moment,
  operatorCommand,
  type OperatorOptions,
  show,
} from '../operator/operator-command.ts';
import { wholeNumber } from '../operator/whole-number.ts';

const jobRow = ({ id, kind, import: options, state, fraction, createdAt, endedAt, error }: OperatorJob) => [
  id,
  options === null ? kind : `${kind} of ${options.name}`,
  state === 'running' ? `running, ${Math.floor(100 * fraction)} %` : state,
  `asked ${moment(createdAt)}`,
  `ended ${moment(endedAt)}`,
  error?.message ?? '',
];

async function list({ limit, ...options }: OperatorOptions & { limit: number }): Promise<void> {
  const page = await (await connectOperator(options)).ask('GET /api/operator/jobs', { query: { limit } });
  show(options, page, page.jobs.map(jobRow));
}

async function showOne(id: string, options: OperatorOptions): Promise<void> {
  const job = await (await connectOperator(options)).ask('GET /api/operator/jobs/:id', { params: { id } });
  show(options, job, [jobRow(job)]);
}

async function cancel(id: string, options: OperatorOptions): Promise<void> {
  const operator = await connectOperator(options);
  const job = await operator.ask('POST /api/operator/jobs/:id/cancel', { params: { id } });
  show(options, job, [jobRow(job)]);
}

/** `parlour job ...`: imports, publishings, promotions and trainings that the queue does. */
export function jobCommand(): Command {
  const job = new Command('job').description('work that the queue does: imports, publishings, trainings');
  operatorCommand(job, 'list', 'the newest')
    .option('--limit <number>', 'so many at most', wholeNumber, 50)
    .action(list);
  operatorCommand(job, 'show <id>', 'how far it is, or what it came to').action(showOne);
  operatorCommand(job, 'cancel <id>', 'one that waits, or an import or training that runs').action(cancel);
  return job;
}
