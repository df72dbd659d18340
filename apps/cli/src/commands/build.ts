import { Command } from 'commander';
import { buildApp } from '../start/build-app.ts';

/** `parlour build`: what `start` would build first, built ahead, so that an image can be read-only. */
export function buildCommand(): Command {
  return new Command('build')
    .description('build the viewer and the console ahead of the first start')
    .action(async () => {
      await buildApp('viewer');
      await buildApp('console');
    });
}
