import type { InviteBatch } from '@parlour/wire/api';
import { Command } from 'commander';
import {
  connectOperator,
  moment,
  operatorCommand,
  type OperatorOptions,
  show,
} from '../operator/operator-command.ts';
import { wholeNumber } from '../operator/whole-number.ts';

const DAY = 86_400_000;

const batchRow = ({ id, note, made, used, expired, expires, revokedAt }: InviteBatch) => [
  id,
  `${made} made`,
  `${used} used`,
  `${expired} expired`,
  revokedAt === null ? `until ${moment(expires)}` : `revoked ${moment(revokedAt)}`,
  note ?? '',
];

async function make(
  count: string,
  { days, note, ...options }: OperatorOptions & { days: number; note?: string },
): Promise<void> {
  const operator = await connectOperator(options);
  const body = { count: wholeNumber(count), expires: Date.now() + days * DAY, ...(note && { note }) };
  const made = await operator.ask('POST /api/operator/invites', { body });
  show(
    options,
    made,
    made.codes.map((code) => [code]),
  );
}

async function list(options: OperatorOptions): Promise<void> {
  const batches = await (await connectOperator(options)).ask('GET /api/operator/invites');
  show(options, batches, batches.map(batchRow));
}

async function revoke(id: string, options: OperatorOptions): Promise<void> {
  const operator = await connectOperator(options);
  const batch = await operator.ask('POST /api/operator/invites/:id/revoke', { params: { id } });
  show(options, batch, [batchRow(batch)]);
}

/** `parlour invite ...`: who may take part. */
export function inviteCommand(): Command {
  const invite = new Command('invite').description('codes by which people may take part');
  operatorCommand(invite, 'make <count>', 'make invites; their codes are shown this once, one a line')
    .option('--days <number>', 'for how long they admit', wholeNumber, 30)
    .option('--note <text>', 'what the batch is called in the list')
    .action(make);
  operatorCommand(invite, 'list', 'batches by their counts; never who').action(list);
  operatorCommand(invite, 'revoke <id>', 'let the unused ones of a batch admit nobody any more').action(
    revoke,
  );
  return invite;
}
