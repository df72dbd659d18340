import { Command } from 'commander';
import { benchCommand } from './commands/bench.ts';
import { buildCommand } from './commands/build.ts';
import { bundleCommand } from './commands/bundle.ts';
import { catalogueCommand } from './commands/catalogue.ts';
import { enrolCommand } from './commands/enrol.ts';
import { epsilonCommand } from './commands/epsilon.ts';
import { graphParametersCommand } from './commands/graph-parameters.ts';
import { healthCommand } from './commands/health.ts';
import { inviteCommand } from './commands/invite.ts';
import { jobCommand } from './commands/job.ts';
import { modelCommand } from './commands/model.ts';
import { roundCommand } from './commands/round.ts';
import { scheduleCommand } from './commands/schedule.ts';
import { simulateCommand } from './commands/simulate.ts';
import { sourceCommand } from './commands/source.ts';
import { startCommand } from './commands/start.ts';
import { trainCommand } from './commands/train.ts';
import { reportAndExit } from './report-and-exit.ts';

const program = new Command('parlour')
  .description('Parlour for operators: run it, fill its catalogue, measure it.')
  .showHelpAfterError()
  .addCommand(startCommand())
  .addCommand(buildCommand())
  .addCommand(catalogueCommand())
  .addCommand(bundleCommand())
  .addCommand(roundCommand())
  .addCommand(scheduleCommand())
  .addCommand(sourceCommand())
  .addCommand(jobCommand())
  .addCommand(healthCommand())
  .addCommand(inviteCommand())
  .addCommand(enrolCommand())
  .addCommand(modelCommand())
  .addCommand(benchCommand())
  .addCommand(epsilonCommand())
  .addCommand(graphParametersCommand())
  .addCommand(trainCommand())
  .addCommand(simulateCommand());

await program.parseAsync().catch(reportAndExit);
