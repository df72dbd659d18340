import { httpTokens } from '@parlour/private-aggregation/transport';
import { Command } from 'commander';
import { writeHeadList } from '../bundle/head-list.ts';
import { epochBundle } from '../bundle/epoch-bundle.ts';
import { popularityPart } from '../bundle/popularity-part.ts';
import { openDataFolder } from '../data-folder.ts';
import { operatorClient } from '../operator/operator-client.ts';
import { printJson } from '../print-json.ts';
import { say } from '../say.ts';
import { currentEpoch } from '../simulate/current-epoch.ts';
import { readOperatorCredential } from '../start/operator-credential.ts';

interface PopularityOptions {
  readonly titles: number;
  readonly perPerson: number;
  readonly minimumReports: number;
  readonly cohort?: number;
  readonly dropout: number;
  readonly days: number;
  readonly sumNorm?: number;
  readonly url: string;
  readonly data?: string;
}

const count = (text: string) => Number.parseInt(text, 10);

/** `parlour bundle popularity`: asks all devices of this week that take part which titles their people watched. */
export const popularityCommand = (): Command =>
  new Command('popularity')
    .description('ask how many people watched each of the best-known titles, for the epoch that is on')
    .option('--titles <number>', 'titles that are asked about', count, 2048)
    .option('--per-person <number>', 'titles that one person counts for', count, 64)
    .option('--minimum-reports <number>', 'fewest reports that a sum is made of, 50 or more', count, 1000)
    .option('--cohort <number>', 'devices of a round (default: as few as leave enough reports)', count)
    .option('--dropout <rate>', 'share of them that is expected to leave', Number, 0.1)
    .option(
      '--sum-norm <share>',
      'of what the cohort could add up to, above which the sum is discarded (default: as was measured on honest cohorts)',
      Number,
    )
    .option('--days <number>', 'days for which it may be answered', Number, 7)
    .option('--url <address>', 'of the server', 'http://localhost:8080')
    .option(
      '--data <folder>',
      'data folder of the server, for its catalogue and credential (default: PARLOUR_DATA, else .parlour)',
    )
    .action(askForPopularity);

async function askForPopularity(options: PopularityOptions): Promise<void> {
  const { url, titles, days } = options;
  const data = await openDataFolder(options.data);
  const operator = operatorClient(url, await readOperatorCredential(data));
  const epoch = await currentEpoch(httpTokens({ base: new URL('/api/', url).href }));
  const list = await writeHeadList(data.publicCatalogue, titles);
  const expiry = Math.floor(Date.now() + days * 86_400_000);
  const body = epochBundle([popularityPart(list, options)], { ...options, epoch, expiry });
  const { hash } = await operator.ask('POST /api/operator/bundles', { body });
  say(`Asked for ${epoch}: ${list.items.length} titles, by the list ${list.name}.`);
  printJson({ bundle: hash, epoch, list: list.name, titles: list.items.length });
}
