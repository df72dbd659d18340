import type { ConsoleRole } from '@parlour/wire';
import { Command, Option } from 'commander';
import {
  connectOperator,
  moment,
  operatorCommand,
  type OperatorOptions,
  show,
} from '../operator/operator-command.ts';
import { wholeNumber } from '../operator/whole-number.ts';

const DAY = 86_400_000;

async function enrol({
  role,
  days,
  ...options
}: OperatorOptions & { role: ConsoleRole; days: number }): Promise<void> {
  const operator = await connectOperator(options);
  // A minute less, so that clocks that differ do not make a week more than a week.
  const body = { role, expires: Date.now() + days * DAY - 60_000 };
  const made = await operator.ask('POST /api/operator/enrolments', { body });
  show(options, made, [[made.code, made.enrolment.role, `until ${moment(made.enrolment.expires)}`]]);
}

/** `parlour enrol`: lets one more person in to the console; also where all passkeys are lost. */
export function enrolCommand(): Command {
  return operatorCommand(
    new Command(),
    'enrol',
    'make a code that enrols one person at the console; it is shown this once',
  )
    .addOption(
      new Option('--role <role>', 'what they may').choices(['viewer', 'operator']).default('operator'),
    )
    .option('--days <number>', 'for how long the code waits, 1 to 7', wholeNumber, 1)
    .action(enrol);
}
