import { Command } from 'commander';
import { printJson } from '../print-json.ts';
import { say } from '../say.ts';
import type { TrainCollaborativeOptions } from '../train/train-collaborative.ts';

/** `parlour train collaborative`: what people who watched this also watched, and what they watched next. */
export function trainCollaborativeCommand(): Command {
  return new Command('collaborative')
    .description('learn from public ratings what is watched together and what follows what')
    .requiredOption('--data <folder>', 'ratings in MovieLens or MovieTweetings form')
    .requiredOption('--split <file>', 'user,item,timestamp,part; .csv or .csv.gz; its test part is not read')
    .requiredOption('--out <file>', 'where the model goes')
    .option('--ratings-at-least <rating>', 'leave out ratings below this', Number)
    .option('--tune <number>', 'so many trials beside the default, on the validation part', Number, 0)
    .option('--trials <file>', 'append each trial to this file, as JSON lines')
    .action(async (options: TrainCollaborativeOptions) => {
      const { trainCollaborativeFile } = await import('../train/train-collaborative.ts');
      printJson(await trainCollaborativeFile({ ...options, say }));
    });
}
