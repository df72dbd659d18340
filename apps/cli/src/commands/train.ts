import { Command } from 'commander';
import { trainCollaborativeCommand } from './train-collaborative.ts';
import { trainFusionCommand } from './train-fusion.ts';
import { trainGraphCommand } from './train-graph.ts';

/** `parlour train ...`: learns the models that everybody downloads; progress on standard error, one JSON object on standard output. */
export function trainCommand(): Command {
  return new Command('train')
    .description('learn the models that everybody downloads')
    .addCommand(trainCollaborativeCommand())
    .addCommand(trainGraphCommand())
    .addCommand(trainFusionCommand());
}
