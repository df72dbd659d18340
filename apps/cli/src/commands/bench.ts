import type { AggregationBenchOptions } from '@parlour/bench/aggregation';
import type { RelayBenchOptions } from '@parlour/bench/relay';
import type { QualityOptions } from '@parlour/bench/quality';
import { Command } from 'commander';
import { printJson } from '../print-json.ts';
import { say } from '../say.ts';

const count = (text: string) => Number.parseInt(text, 10);

/** `parlour bench ...`: each prints one JSON object with percentiles. */
export function benchCommand(): Command {
  const bench = new Command('bench').description('measure this machine; JSON on standard output');
  bench
    .command('start')
    .description('cold and warm time from opening the page to a usable list, in Chromium')
    .option('--runs <number>', 'how often', count, 10)
    .action(async (options: { runs: number }) => {
      const { benchStart } = await import('@parlour/bench/start');
      printJson(await benchStart({ ...options, say }));
    });
  bench
    .command('import')
    .description('time to preview and import a Netflix history, in Chromium')
    .option('--rows <number>', 'rows of the file', count, 10_000)
    .option('--runs <number>', 'how often', count, 5)
    .action(async (options: { rows: number; runs: number }) => {
      const { benchImport } = await import('@parlour/bench/import');
      printJson(await benchImport({ ...options, say }));
    });
  bench
    .command('vault')
    .description('time to open, append to and export an encrypted vault, in Chromium')
    .option('--events <number>', 'events in the vault', count, 20_000)
    .option('--runs <number>', 'how often', count, 5)
    .action(async (options: { events: number; runs: number }) => {
      const { benchVault } = await import('@parlour/bench/vault');
      printJson(await benchVault({ ...options, say }));
    });
  bench
    .command('catalogue')
    .description('size and speed of a synthetic snapshot, in Node')
    .option('--items <number>', 'items', count, 50_000)
    .action(async (options: { items: number }) => {
      const { benchCatalogue } = await import('@parlour/bench/catalogue');
      printJson(await benchCatalogue(options));
    });
  bench
    .command('opening')
    .description('time to open an invented catalogue, in a worker of Chromium')
    .option('--items <number>', 'items', count, 50_000)
    .option('--runs <number>', 'how often', count, 15)
    .action(async (options: { items: number; runs: number }) => {
      const { benchOpening } = await import('@parlour/bench/opening');
      printJson(await benchOpening({ ...options, say }));
    });
  bench
    .command('first-list')
    .description("from the vault's key to the first list, in a worker of Chromium")
    .option('--items <number>', 'items', count, 50_000)
    .option('--runs <number>', 'how often', count, 15)
    .action(async (options: { items: number; runs: number }) => {
      const { benchFirstList } = await import('@parlour/bench/first-list');
      printJson(await benchFirstList({ ...options, say }));
    });
  bench
    .command('latency')
    .description('time to a list of the recommendation engine, and its heap, in a worker of Chromium')
    .option('--items <number>', 'items', count, 50_000)
    .option('--requests <number>', 'requests that differ', count, 1_000)
    .action(async (options: { items: number; requests: number }) => {
      const { benchLatency } = await import('@parlour/bench/latency');
      printJson(await benchLatency({ ...options, say }));
    });
  bench
    .command('serving')
    .description('cluster feeds a second, in one process of Node')
    .option('--items <number>', 'items', count, 50_000)
    .option('--requests <number>', 'requests that differ', count, 20_000)
    .action(async (options: { items: number; requests: number }) => {
      const { benchServing } = await import('@parlour/bench/serving');
      printJson(benchServing(options));
    });
  bench
    .command('feed')
    .description('cluster feeds a second over HTTP, from one process of the real server')
    .option('--items <number>', 'items', count, 50_000)
    .option('--requests <number>', 'requests that differ', count, 20_000)
    .option('--port <number>', 'port that it listens on meanwhile', count, 8127)
    .action(async (options: { items: number; requests: number; port: number }) => {
      const { benchFeed } = await import('@parlour/bench/feed');
      printJson(await benchFeed(options));
    });
  bench
    .command('regression')
    .description('time to a list as a ratio to a fixed kernel, in Node; fails where it is above its limit')
    .action(async () => {
      const { benchRegression } = await import('@parlour/bench/regression');
      const result = await benchRegression();
      printJson(result);
      if (!result.isFine) process.exitCode = 1;
    });
  bench
    .command('aggregation')
    .description('a whole round of secure aggregation in Node: every device, then the aggregator')
    .option('--clients <number>', 'devices', count, 1000)
    .option('--dimension <number>', 'words of a report', count, 183_000)
    .option('--bits <number>', 'bits of a word', count, 20)
    .option('--dropout <rate>', 'share of the devices that share but do not report', Number, 0.1)
    .option('--degree <number>', 'mask partners a device: twice the neighbours that it draws', count, 48)
    .action(async (options: AggregationBenchOptions) => {
      const { benchAggregation } = await import('@parlour/bench/aggregation');
      printJson(await benchAggregation({ ...options, say }));
    });
  bench
    .command('relay')
    .description('a relay alone: idle connections, steady edits, and the first sync of a new device, in Node')
    .option('--connections <number>', 'devices that are connected and say nothing', count, 5_000)
    .option('--edits <number>', 'edits a second', count, 500)
    .option('--seconds <number>', 'how long', count, 30)
    .option('--rooms <number>', 'rooms in which two devices edit', count, 250)
    .option('--events <number>', 'events of the first sync', count, 20_000)
    .action(async (options: Omit<RelayBenchOptions, 'say'>) => {
      const { benchRelay } = await import('@parlour/bench/relay');
      printJson(await benchRelay({ ...options, say }));
    });
  bench
    .command('quality')
    .description('how good the lists are, on public ratings; every strategy beside the references')
    .requiredOption('--data <folder>', 'ratings in MovieLens or MovieTweetings form')
    .requiredOption('--split <file>', 'user,item,timestamp,part; .csv or .csv.gz')
    .option('--ratings-at-least <rating>', 'leave out ratings below this', Number)
    .option('--rows <names...>', 'only these recommenders')
    .action(async (options: QualityOptions) => {
      const { benchQuality } = await import('@parlour/bench/quality');
      printJson(await benchQuality({ ...options, say }));
    });
  return bench;
}
