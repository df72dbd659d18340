import { Command } from 'commander';
import { printJson } from '../print-json.ts';
import { say } from '../say.ts';
import type { TrainFusionOptions } from '../train/train-fusion.ts';

/** `parlour train fusion`: how much each strategy counts. */
export function trainFusionCommand(): Command {
  return new Command('fusion')
    .description('learn from public ratings how much each strategy counts; takes minutes')
    .requiredOption('--data <folder>', 'ratings in MovieLens or MovieTweetings form')
    .requiredOption('--split <file>', 'user,item,timestamp,part; .csv or .csv.gz; its test part is not read')
    .requiredOption('--out <file>', 'where the weights go')
    .option('--ratings-at-least <rating>', 'leave out ratings below this', Number)
    .action(async (options: TrainFusionOptions) => {
      const { trainFusionFile } = await import('../train/train-fusion.ts');
      printJson(await trainFusionFile({ ...options, say }));
    });
}
