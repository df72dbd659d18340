import { readFile } from 'node:fs/promises';
import type { FederatedReport } from '@parlour/bench/federated';
import type { PlottedBy } from '@parlour/bench/federated-plot';
import { Command, Option } from 'commander';
import { openDataFolder } from '../data-folder.ts';
import { printJson } from '../print-json.ts';
import { say } from '../say.ts';
import type { ColdStartOptions } from '../simulate/cold-start/cold-start.ts';
import { readOperatorCredential } from '../start/operator-credential.ts';

interface DevicesOptions {
  readonly count: number;
  readonly dropout: number;
  readonly dimension: number;
  readonly bits: number;
  readonly threads: number;
  readonly staged: boolean;
  readonly sharedChecks: boolean;
  readonly url: string;
  readonly data?: string;
}

const count = (text: string) => Number.parseInt(text, 10);

type ColdStartCommand = Omit<ColdStartOptions, 'say' | 'onReport'>;

interface FederatedCommand {
  readonly data?: string;
  readonly split?: string;
  readonly ratingsAtLeast?: number;
  readonly population?: number;
  readonly cohort: number;
  readonly epsilon: number;
  readonly delta: number;
  readonly participations: number;
  readonly design?: string;
  readonly seed: number;
  readonly gradients: boolean;
  readonly tested: number;
  readonly references?: readonly string[];
}

interface FusionCommand {
  readonly data: string;
  readonly split: string;
  readonly cohort?: number;
  readonly share: number;
  readonly draws: number;
  readonly seed: number;
}

interface AttacksCommand {
  readonly population: number;
  readonly trials: number;
  readonly tested: number;
  readonly runs: number;
  readonly seed: number;
}

/** `parlour simulate devices`: a round with made devices against a running server; figures, then `released` and the error. */
export function simulateCommand(): Command {
  const simulate = new Command('simulate').description('try a running server');
  simulate
    .command('devices')
    .description('a whole round with devices that speak the real protocol; real devices refuse its bundle')
    .option('--count <number>', 'devices', count, 300)
    .option('--dropout <rate>', 'share of them that leaves during the round', Number, 0.1)
    .option('--dimension <number>', 'words of a report', count, 8192)
    .option('--bits <number>', 'bits of a word', count, 20)
    .option('--threads <number>', 'threads that the devices are spread over', count, 2)
    .option('--no-staged', 'each device sends as soon as it can, not when all have their message ready')
    .option('--no-shared-checks', 'each device checks every signature itself, not once for all of a thread')
    .option('--url <address>', 'of the server', 'http://localhost:8080')
    .option(
      '--data <folder>',
      'data folder of the server, for its credential (default: PARLOUR_DATA, else .parlour)',
    )
    .action(async (options: DevicesOptions) => {
      const credential = await readOperatorCredential(await openDataFolder(options.data));
      const { simulateDevices } = await import('../simulate/simulate-devices.ts');
      const result = await simulateDevices({
        ...options,
        isStaged: options.staged,
        sharesChecks: options.sharedChecks,
        credential,
        say,
      });
      printJson(result);
      const digits = (value: number) => value.toPrecision(3);
      process.stdout.write(
        `released ${result.reports} reports, largest error ${digits(result.largestError)} ` +
          `(noise ${digits(result.noise)} a coordinate, at most ${digits(result.errorBound)})\n`,
      );
    });
  simulate
    .command('federated')
    .description('how much of what a database of all histories would know is learned from private sums; JSON')
    .option('--data <folder>', 'ratings in MovieLens or MovieTweetings form')
    .option('--split <file>', 'user,item,timestamp,part; .csv or .csv.gz')
    .option('--ratings-at-least <rating>', 'leave out ratings below this', Number)
    .option('--population <number>', 'instead of data: so many people, drawn', count)
    .option('--cohort <number>', 'reports of a round', count, 1000)
    .option('--epsilon <number>', 'of a whole lifetime', Number, 4)
    .option('--delta <number>', 'of a whole lifetime', Number, 1e-6)
    .option('--participations <number>', 'rounds that have a person in them, at most', count, 8)
    .option('--design <head:content>', 'directions of the model update (default: by how many take part)')
    .option('--seed <number>', 'of people, their order and the noise', count, 1)
    .option('--gradients', 'a row more: federated averaging of an adapter, in the same rounds', false)
    .option('--tested <number>', 'of drawn people, whose lists are measured', count, 3000)
    .option('--references <names...>', 'only these of the central ones: ease, item-knn, ials, ials-weighted')
    .action(async ({ design, ...options }: FederatedCommand) => {
      const { benchFederated, federatedSource, readDesign } = await import('@parlour/bench/federated');
      printJson(
        await benchFederated({
          ...options,
          source: federatedSource(options),
          design: readDesign(design),
          say,
        }),
      );
    });
  simulate
    .command('federated-plot <reports...>')
    .description('an SVG of the gap closed, over what several runs of `simulate federated` printed')
    .addOption(
      new Option('--by <axis>', 'what they differ in').choices(['people', 'epsilon']).default('people'),
    )
    .action(async (paths: readonly string[], { by }: { readonly by: PlottedBy }) => {
      const { plotReports } = await import('@parlour/bench/federated-plot');
      process.stdout.write(plotReports(await readReports(paths), by));
    });
  simulate
    .command('attacks')
    .description('who is in a sum or a model, what a person watched, and what poison does; JSON')
    .option('--population <number>', 'drawn people', count, 2000)
    .option('--trials <number>', 'of membership, with and without the target each', count, 4000)
    .option('--tested <number>', 'people whose lists are measured under poison', count, 500)
    .option('--runs <number>', 'times that all noise is drawn for each way of poisoning', count, 5)
    .option('--seed <number>', 'of people and noise', count, 1)
    .action(async (options: AttacksCommand) => {
      const { simulateAttacks } = await import('@parlour/bench/attacks');
      const { passGate } = await import('../learn/gate.ts');
      printJson(
        await simulateAttacks({
          ...options,
          gateOver: (cases) => (candidate, others) =>
            passGate({ source: 'ratings', cases }, candidate, others),
          say,
        }),
      );
    });
  simulate
    .command('fusion')
    .description(
      "what newcomers' lists gain by beginning with the mixture that does best for others, by private sums; JSON",
    )
    .requiredOption('--data <folder>', 'ratings in MovieLens or MovieTweetings form')
    .requiredOption('--split <file>', 'user,item,timestamp,part with people who are tested alone')
    .option('--cohort <number>', 'reports of a round (default: all devices in one)', count)
    .option('--share <number>', 'of the squared clip norm, what the query has', Number, 0.1)
    .option('--draws <number>', 'times that the noise is drawn anew', count, 10)
    .option('--seed <number>', 'of the noise', count, 1)
    .action(async ({ data, split, ...options }: FusionCommand) => {
      const { fusedPeople } = await import('@parlour/bench/fused-people');
      const { simulateFusion } = await import('@parlour/bench/simulate-fusion');
      const people = await fusedPeople({ data, split }, say);
      printJson(await simulateFusion({ ...options, people, say }));
    });
  simulate
    .command('cold-start')
    .description(
      'a deployment of its own: from the starter catalogue and nobody, through rounds, to better lists',
    )
    .option('--people <number>', 'drawn people who take part, each once', count, 1200)
    .option('--rounds <number>', 'rounds that they are shared out to', count, 4)
    .option('--tested <number>', 'people like them who take no part, whose lists are measured', count, 300)
    .option('--seed <number>', 'of people', count, 1)
    .option('--port <number>', 'of its server', count, 8090)
    .option('--data <folder>', 'kept afterwards; must be empty or not there (default: removed afterwards)')
    .option('--stay', 'leave the server running for a look at viewer and console', false)
    .action(async (options: ColdStartCommand) => {
      const { coldStart } = await import('../simulate/cold-start/cold-start.ts');
      await coldStart({ ...options, say, onReport: printJson });
      // Devices of an interrupted round may wait for answers that will not come.
      process.exit();
    });
  return simulate;
}

const readReports = (paths: readonly string[]): Promise<FederatedReport[]> =>
  Promise.all(paths.map(async (path) => JSON.parse(await readFile(path, 'utf8')) as FederatedReport));
