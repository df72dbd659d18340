import { Command } from 'commander';
import { benchCommand } from './commands/bench.ts';
import { catalogueCommand } from './commands/catalogue.ts';
import { startCommand } from './commands/start.ts';
import { reportAndExit } from './report-and-exit.ts';

const program = new Command('parlour')
  .description('Parlour for operators: run it, fill its catalogue, measure it.')
  .showHelpAfterError()
  .addCommand(startCommand())
  .addCommand(catalogueCommand())
  .addCommand(benchCommand());

await program.parseAsync().catch(reportAndExit);
