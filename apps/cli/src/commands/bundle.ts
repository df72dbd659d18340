import { Bundle } from '@parlour/wire';
import type { BundleCost, PublishedBundle } from '@parlour/wire/api';
import { Command, Option } from 'commander';
import * as v from 'valibot';
import {
  connectOperator,
  moment,
  operatorCommand,
  type OperatorOptions,
  show,
} from '../operator/operator-command.ts';
import { readBundle } from '../operator/read-bundle.ts';
import { clustersCommand } from './bundle-clusters.ts';
import { epochCommand } from './bundle-epoch.ts';
import { popularityCommand } from './bundle-popularity.ts';

const digits = (value: number): string => value.toFixed(3);

function costRows({ delta, participations, together, queries, lifetimeShare }: BundleCost) {
  return [
    ['query', 'epsilon once', `epsilon ${participations} times`, `at delta ${delta}`],
    ...queries.map(({ id, one, all }) => [id, digits(one), digits(all)]),
    ['together', digits(together.one), digits(together.all)],
    ['of a lifetime', `${(100 * lifetimeShare).toFixed(1)} % once`],
  ];
}

function bundleRow({ hash, signed, publishedAt, retiredAt, byDemand, waiting, cost }: PublishedBundle) {
  const { epoch, queries } = v.parse(Bundle, JSON.parse(signed.bundle));
  const state = retiredAt === null ? (byDemand ? 'open, by demand' : 'open') : 'retired';
  return [
    hash,
    epoch,
    state,
    `${waiting} waiting`,
    `epsilon ${digits(cost.together.one)}`,
    moment(publishedAt),
    queries.map(({ id }) => id).join(' '),
  ];
}

async function list(options: OperatorOptions): Promise<void> {
  const bundles = await (await connectOperator(options)).ask('GET /api/operator/bundles');
  show(options, bundles, bundles.map(bundleRow));
}

async function cost(path: string, options: OperatorOptions): Promise<void> {
  const operator = await connectOperator(options);
  const found = await operator.ask('POST /api/operator/bundles/cost', { body: await readBundle(path) });
  show(options, found, costRows(found));
}

async function publish(path: string, options: OperatorOptions): Promise<void> {
  const operator = await connectOperator(options);
  const made = await operator.ask('POST /api/operator/bundles', { body: await readBundle(path) });
  show(options, made, [bundleRow(made), ...costRows(made.cost)]);
}

async function retire(hash: string, options: OperatorOptions): Promise<void> {
  const operator = await connectOperator(options);
  const retired = await operator.ask('POST /api/operator/bundles/:hash/retire', { params: { hash } });
  show(options, retired, [bundleRow(retired)]);
}

async function demand(
  hash: string,
  { on, ...options }: OperatorOptions & { on: 'yes' | 'no' },
): Promise<void> {
  const operator = await connectOperator(options);
  const body = { byDemand: on === 'yes' };
  const switched = await operator.ask('POST /api/operator/bundles/:hash/demand', { params: { hash }, body });
  show(options, switched, [bundleRow(switched)]);
}

/** `parlour bundle ...`: what devices are asked, and what answering costs. */
export function bundleCommand(): Command {
  const bundle = new Command('bundle').description('what devices are asked, and what answering costs');
  operatorCommand(bundle, 'list', 'all that were ever published, the newest first').action(list);
  operatorCommand(bundle, 'cost <file>', 'what answering a bundle would cost a person').action(cost);
  operatorCommand(bundle, 'publish <file>', 'publish a bundle, for good').action(publish);
  operatorCommand(bundle, 'retire <hash>', 'take no more devices for a bundle, for good').action(retire);
  operatorCommand(bundle, 'demand <hash>', 'make rounds as soon as a cohort waits, or do not')
    .addOption(new Option('--on <choice>', 'whether').choices(['yes', 'no']).default('yes'))
    .action(demand);
  bundle.addCommand(epochCommand());
  bundle.addCommand(popularityCommand());
  bundle.addCommand(clustersCommand());
  return bundle;
}
