import { type Accountant, type EpsilonRequest, epsilonOf } from '@parlour/private-aggregation/accountant';
import { Command, Option } from 'commander';
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
  readonly rdpOrders?: number[];
  readonly accountant: Accountant;
}

function request(options: EpsilonOptions): EpsilonRequest {
  const { mechanism, clip, beta, dimension, scale, rdpOrders, ...participation } = options;
  const orders = rdpOrders ? { rdpOrders } : {};
  return mechanism === 'gaussian'
    ? { mechanism, ...participation, ...orders }
    : { mechanism, ...participation, ...orders, clip, beta, dimension, scale };
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
  const option = (flags: string, text: string) => new Option(flags, text).argParser(Number);
  return new Command('epsilon')
    .description('epsilon at a delta, for one person, after so many rounds; JSON on standard output')
    .addOption(new Option('--mechanism <name>', 'noise').choices(['gaussian', 'skellam']).default('skellam'))
    .addOption(
      option('--noise-multiplier <number>', 'noise in the sum over the clip norm').makeOptionMandatory(),
    )
    .addOption(option('--sampling-rate <rate>', 'only where sampling is enforced').default(1))
    .addOption(option('--rounds <number>', 'rounds that may have the person in them').default(1))
    .addOption(option('--delta <number>', 'delta').makeOptionMandatory())
    .addOption(option('--clip <norm>', 'skellam: L2 bound of a report').default(1))
    .addOption(option('--beta <number>', 'skellam: bias allowed to rounding').default(0.6065))
    .addOption(
      option('--dimension <number>', 'skellam: length of a report, padding included').default(2 ** 18),
    )
    .addOption(option('--scale <number>', 'skellam: integers per unit').default(16_384))
    .addOption(option('--cohort <number>', 'skellam: devices in a round; epsilon does not depend on it'))
    .option('--rdp-orders <orders...>', 'Rényi orders to choose from', collectOrders)
    .addOption(
      new Option('--accountant <name>', 'method').choices(['auto', 'exact', 'pld', 'rdp']).default('auto'),
    )
    .action((options: EpsilonOptions) => printJson(epsilonOf(request(options))));
}
