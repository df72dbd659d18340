import type { Command } from 'commander';
import { writeFirstCentroids, writeSecondCentroids } from '../bundle/cluster-centroids-file.ts';
import { clustersPart } from '../bundle/clusters-part.ts';
import { numberOption } from '../number-option.ts';
import { printJson } from '../print-json.ts';
import { say } from '../say.ts';
import { askingCommand, type AskOptions, askPeople, openAsking } from './ask-people.ts';

interface ClustersOptions extends AskOptions {
  readonly clusters: number;
  readonly axes: number;
  readonly again?: boolean;
  readonly sumNorm?: number;
}

/** `parlour bundle clusters`: asks all devices of this week that take part which of several kinds of people theirs is. */
export const clustersCommand = (): Command =>
  askingCommand(
    'clusters',
    'ask how many people there are of each kind, for the epoch that is on; a device answers twice in its life',
  )
    .addOption(numberOption('--clusters <number>', 'kinds of people, 2 to 64').default(16))
    .addOption(numberOption('--axes <number>', 'numbers that say where a person lies, 2 to 64').default(16))
    .option('--again', 'the second and last time: from where the people of the first time were')
    .addOption(
      numberOption(
        '--sum-norm <share>',
        'of what the cohort could add up to, above which the sum is discarded (default: as was measured on honest cohorts)',
      ),
    )
    .action(askForClusters);

async function askForClusters(options: ClustersOptions): Promise<void> {
  const asking = await openAsking(options);
  const { epoch, data } = asking;
  const written = options.again
    ? await writeSecondCentroids(data.publicCatalogue)
    : await writeFirstCentroids(data.publicCatalogue, options);
  const { hash } = await askPeople(asking, [clustersPart(written, options)], options);
  const { iteration, clusters } = written.centroids;
  say(
    `Asked for ${epoch}: ${clusters.length} clusters, by the centroids ${written.name}, time ${iteration} of 2.`,
  );
  printJson({ bundle: hash, epoch, centroids: written.name, iteration, clusters: clusters.length });
}
