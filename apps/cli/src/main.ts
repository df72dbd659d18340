import { Command } from 'commander';
import { benchCommand } from './commands/bench.ts';
import { buildCommand } from './commands/build.ts';
import { catalogueCommand } from './commands/catalogue.ts';
import { epsilonCommand } from './commands/epsilon.ts';
import { graphParametersCommand } from './commands/graph-parameters.ts';
import { simulateCommand } from './commands/simulate.ts';
import { startCommand } from './commands/start.ts';
import { trainCommand } from './commands/train.ts';
import { reportAndExit } from './report-and-exit.ts';

const program = new Command('parlour')
  .description('Parlour for operators: run it, fill its catalogue, measure it.')
  .showHelpAfterError()
  .addCommand(startCommand())
  .addCommand(buildCommand())
  .addCommand(catalogueCommand())
  .addCommand(benchCommand())
  .addCommand(epsilonCommand())
  .addCommand(graphParametersCommand())
  .addCommand(trainCommand())
  .addCommand(simulateCommand());

await program.parseAsync().catch(reportAndExit);
