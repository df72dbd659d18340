import { httpTokens } from '@parlour/private-aggregation/transport';
import { Command } from 'commander';
import type { BundlePart } from '../bundle/bundle-part.ts';
import { epochBundle } from '../bundle/epoch-bundle.ts';
import { type DataFolder, openDataFolder } from '../data-folder.ts';
import { numberOption } from '../number-option.ts';
import { type OperatorClient, operatorClient } from '../operator/operator-client.ts';
import { currentEpoch } from '../simulate/current-epoch.ts';
import { readOperatorCredential } from '../start/operator-credential.ts';

/** What every command says that asks people something. */
export interface AskOptions {
  readonly minimumReports: number;
  readonly cohort?: number;
  readonly dropout: number;
  readonly days: number;
  readonly url: string;
  readonly data?: string;
}

/** Whom they ask, where, and in which week. */
export interface Asking {
  readonly data: DataFolder;
  readonly operator: OperatorClient;
  readonly epoch: string;
}

/** A command that asks people something in the epoch that is on; options of its own are added to it. */
export const askingCommand = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .addOption(
      numberOption('--minimum-reports <number>', 'fewest reports of a sum, 50 or more').default(1000),
    )
    .addOption(
      numberOption('--cohort <number>', 'devices of a round (default: as few as leave enough reports)'),
    )
    .addOption(numberOption('--dropout <rate>', 'share of them that is expected to leave').default(0.1))
    .addOption(numberOption('--days <number>', 'days for which it may be answered').default(7))
    .option('--url <address>', 'of the server', 'http://localhost:8080')
    .option(
      '--data <folder>',
      'data folder of the server, for its catalogue and credential (default: PARLOUR_DATA, else .parlour)',
    );

export async function openAsking({ url, data: folder }: AskOptions): Promise<Asking> {
  const data = await openDataFolder(folder);
  const operator = operatorClient(url, await readOperatorCredential(data));
  const epoch = await currentEpoch(httpTokens({ base: new URL('/api/', url).href }));
  return { data, operator, epoch };
}

/** Publishes the bundle of these parts, once for all of them. @returns its hash and the ids of its queries. */
export async function askPeople(
  { operator, epoch }: Asking,
  parts: readonly BundlePart[],
  options: AskOptions & { readonly modelShare?: number },
): Promise<{ readonly hash: string; readonly queries: readonly string[] }> {
  const expiry = Math.floor(Date.now() + options.days * 86_400_000);
  const body = epochBundle(parts, { ...options, epoch, expiry });
  const { hash } = await operator.ask('POST /api/operator/bundles', { body });
  return { hash, queries: body.queries.map(({ id }) => id) };
}
