import { type Adversary, graphParameters } from '@parlour/private-aggregation/graph-parameters';
import { Command, Option } from 'commander';
import { numberOption } from '../number-option.ts';
import { printJson } from '../print-json.ts';

interface GraphOptions {
  readonly clients: number;
  readonly adversarialRate: number;
  readonly dropoutRate: number;
  readonly adversary: Adversary;
}

/** `parlour graph-parameters`: degree and threshold of the mask graph; JSON `{degree, threshold}` on standard output. */
export function graphParametersCommand(): Command {
  return new Command('graph-parameters')
    .description('degree and threshold of the mask graph of a cohort; JSON on standard output')
    .addOption(numberOption('--clients <number>', 'devices in the cohort').makeOptionMandatory())
    .addOption(
      numberOption('--adversarial-rate <rate>', 'share that colludes with the aggregator').default(0.1),
    )
    .addOption(numberOption('--dropout-rate <rate>', 'share that may leave').default(0.1))
    .addOption(
      new Option('--adversary <name>', 'what the aggregator may do')
        .choices(['curious', 'semi-malicious'])
        .default('semi-malicious'),
    )
    .action((options: GraphOptions) =>
      printJson(
        graphParameters(options.clients, options.adversarialRate, options.dropoutRate, options.adversary),
      ),
    );
}
