import type { RoundStatus } from '@parlour/wire/api';
import { Command } from 'commander';
import {
  connectOperator,
  moment,
  operatorCommand,
  type OperatorOptions,
  show,
} from '../operator/operator-command.ts';
import { wholeNumber } from '../operator/whole-number.ts';

const roundRow = ({ id, phase, by, members, reports, abortReason, createdAt }: RoundStatus) => [
  id,
  abortReason === null ? phase : `${phase} (${abortReason})`,
  `by ${by}`,
  `${members ?? '-'} members`,
  `${reports ?? '-'} reports`,
  moment(createdAt),
];

function roundRows(round: RoundStatus) {
  const { legs, outcomes, legClosesAt, endedAt } = round;
  return [
    roundRow(round),
    endedAt === null ? ['leg closes at the latest', moment(legClosesAt)] : ['ended', moment(endedAt)],
    ...legs.map(({ leg, state, answers, expected }) => [leg, state, `${answers} of ${expected ?? '-'}`]),
    ...Object.entries(outcomes).map(([outcome, messages]) => [outcome, messages]),
  ];
}

async function list({
  bundle,
  open,
  limit,
  ...options
}: OperatorOptions & { bundle?: string; open?: boolean; limit: number }): Promise<void> {
  const operator = await connectOperator(options);
  const query = { limit, ...(bundle && { bundle }), ...(open && { open }) };
  const page = await operator.ask('GET /api/operator/rounds', { query });
  show(options, page, page.rounds.map(roundRow));
}

async function look(id: string, options: OperatorOptions): Promise<void> {
  const round = await (await connectOperator(options)).ask('GET /api/operator/rounds/:id', {
    params: { id },
  });
  show(options, round, roundRows(round));
}

async function start(bundle: string, options: OperatorOptions): Promise<void> {
  const round = await (await connectOperator(options)).ask('POST /api/operator/rounds', { body: { bundle } });
  show(options, round, roundRows(round));
}

async function abort(id: string, options: OperatorOptions): Promise<void> {
  const operator = await connectOperator(options);
  const round = await operator.ask('POST /api/operator/rounds/:id/abort', { params: { id } });
  show(options, round, roundRows(round));
}

/** `parlour round ...`: rounds, as their operator sees them. */
export function roundCommand(): Command {
  const round = new Command('round').description('rounds: where they are and what came of them');
  operatorCommand(round, 'list', 'the newest first')
    .option('--bundle <hash>', 'only of this bundle')
    .option('--open', 'only those that are not over')
    .option('--limit <number>', 'at most so many, up to 100', wholeNumber, 25)
    .action(list);
  operatorCommand(round, 'show <id>', 'each leg, and messages by what became of them').action(look);
  operatorCommand(round, 'start <bundle>', 'make a round by hand').action(start);
  operatorCommand(round, 'abort <id>', 'end a round without a sum').action(abort);
  return round;
}
