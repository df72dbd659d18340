import { type Accountant, type EpsilonRequest, epsilonOf } from '@parlour/private-aggregation/accountant';
import { Command, Option } from 'commander';
import { numberOption } from '../number-option.ts';
import { printJson } from '../print-json.ts';

interface EpsilonOptions {
  readonly mechanism: 'gaussian' | 'skellam';
  readonly noiseMultiplier: number;
  readonly samplingRate: number;
  readonly rounds: number;
  readonly delta: number;
  readonly clip: number;
  readonly beta: number;
  readonly dimension: number;
  readonly scale: number;
  readonly cohort?: number;
  readonly rdpOrders?: number[];
  readonly accountant: Accountant;
}

function request(options: EpsilonOptions): EpsilonRequest {
  const { mechanism, clip, beta, dimension, scale, cohort, rdpOrders, ...participation } = options;
  const orders = rdpOrders ? { rdpOrders } : {};
  const devices = cohort === undefined ? {} : { cohort };
  return mechanism === 'gaussian'
    ? { mechanism, ...participation, ...orders }
    : { mechanism, ...participation, ...orders, ...devices, clip, beta, dimension, scale };
}

/** Commas and blanks both separate orders, in one argument or several. */
const collectOrders = (text: string, earlier: number[] = []) => [
  ...earlier,
  ...text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number),
];

/** `parlour epsilon`: what a person's taking part costs; JSON `{epsilon, method, order}` on standard output. */
export function epsilonCommand(): Command {
  return new Command('epsilon')
    .description('epsilon at a delta, for one person, after so many rounds; JSON on standard output')
    .addOption(new Option('--mechanism <name>', 'noise').choices(['gaussian', 'skellam']).default('skellam'))
    .addOption(
      numberOption(
        '--noise-multiplier <number>',
        'noise in the sum over the clip norm',
      ).makeOptionMandatory(),
    )
    .addOption(numberOption('--sampling-rate <rate>', 'only where sampling is enforced').default(1))
    .addOption(numberOption('--rounds <number>', 'rounds that may have the person in them').default(1))
    .addOption(numberOption('--delta <number>', 'delta').makeOptionMandatory())
    .addOption(numberOption('--clip <norm>', 'skellam: L2 bound of a report').default(1))
    .addOption(
      numberOption('--beta <number>', 'skellam: bias allowed to rounding').default(
        Math.exp(-0.5),
        'e^-0.5, 0.6065',
      ),
    )
    .addOption(
      numberOption('--dimension <number>', 'skellam: length of a report, padding included').default(2 ** 18),
    )
    .addOption(numberOption('--scale <number>', 'skellam: integers per unit').default(16_384))
    .addOption(
      numberOption('--cohort <number>', 'skellam: devices in a round; epsilon does not depend on it'),
    )
    .option('--rdp-orders <orders...>', 'Rényi orders to choose from', collectOrders)
    .addOption(
      new Option('--accountant <name>', 'method').choices(['auto', 'exact', 'pld', 'rdp']).default('auto'),
    )
    .action((options: EpsilonOptions) => printJson(epsilonOf(request(options))));
}
