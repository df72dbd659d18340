import { httpTokens } from '@parlour/private-aggregation/transport';
import { Command } from 'commander';
import { writeFirstCentroids, writeSecondCentroids } from '../bundle/cluster-centroids-file.ts';
import { clustersPart } from '../bundle/clusters-part.ts';
import { epochBundle } from '../bundle/epoch-bundle.ts';
import { openDataFolder } from '../data-folder.ts';
import { operatorClient } from '../operator/operator-client.ts';
import { printJson } from '../print-json.ts';
import { say } from '../say.ts';
import { currentEpoch } from '../simulate/current-epoch.ts';
import { readOperatorCredential } from '../start/operator-credential.ts';

interface ClustersOptions {
  readonly clusters: number;
  readonly axes: number;
  readonly again?: boolean;
  readonly minimumReports: number;
  readonly cohort?: number;
  readonly dropout: number;
  readonly days: number;
  readonly sumNorm?: number;
  readonly url: string;
  readonly data?: string;
}

const count = (text: string) => Number.parseInt(text, 10);

/** `parlour bundle clusters`: asks all devices of this week that take part which of several kinds of people theirs is. */
export const clustersCommand = (): Command =>
  new Command('clusters')
    .description(
      'ask how many people there are of each kind, for the epoch that is on; a device answers twice in its life',
    )
    .option('--clusters <number>', 'kinds of people, 2 to 64', count, 16)
    .option('--axes <number>', 'numbers that say where a person lies, 2 to 64', count, 16)
    .option('--again', 'the second and last time: from where the people of the first time were')
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
    .action(askForClusters);

async function askForClusters(options: ClustersOptions): Promise<void> {
  const { url, again, days } = options;
  const data = await openDataFolder(options.data);
  const operator = operatorClient(url, await readOperatorCredential(data));
  const epoch = await currentEpoch(httpTokens({ base: new URL('/api/', url).href }));
  const written = again
    ? await writeSecondCentroids(data.publicCatalogue)
    : await writeFirstCentroids(data.publicCatalogue, options);
  const expiry = Math.floor(Date.now() + days * 86_400_000);
  const body = epochBundle([clustersPart(written, options)], { ...options, epoch, expiry });
  const { hash } = await operator.ask('POST /api/operator/bundles', { body });
  const { iteration, clusters } = written.centroids;
  say(
    `Asked for ${epoch}: ${clusters.length} clusters, by the centroids ${written.name}, time ${iteration} of 2.`,
  );
  printJson({ bundle: hash, epoch, centroids: written.name, iteration, clusters: clusters.length });
}
