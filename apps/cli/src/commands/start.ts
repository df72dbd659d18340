import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { createServer } from '@parlour/server';
import { ParlourError } from '@parlour/wire';
import { Command } from 'commander';
import { publishStarter } from '../catalogue/publish-starter.ts';
import { openDataFolder } from '../data-folder.ts';
import { say } from '../say.ts';
import { buildViewer } from '../start/build-viewer.ts';

interface StartOptions {
  readonly port: string;
  readonly host: string;
  readonly data?: string;
}

async function start(options: StartOptions): Promise<void> {
  const port = Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ParlourError('start/bad-port', {
      message: `"${options.port}" is not a port number.`,
      meaning: 'The server was not started.',
      mend: 'Give a number from 1 to 65535 in PORT or --port.',
    });
  }
  const data = await openDataFolder(options.data);
  const viewerFolder = await buildViewer();
  const published = await access(join(data.publicCatalogue, 'manifest.json')).then(
    () => true,
    () => false,
  );
  if (!published) {
    say('Publishing the starter catalogue ...');
    await publishStarter(data);
  }
  const server = await createServer({
    viewerFolder,
    catalogueFolder: data.publicCatalogue,
    logLevel: 'warn',
  });
  await server.listen({ port, host: options.host }).catch((error: NodeJS.ErrnoException) => {
    throw listenError(error, port);
  });
  const stop = () => void server.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  say(`Parlour is up: http://${options.host === '0.0.0.0' ? 'localhost' : options.host}:${port}`);
}

function listenError(error: NodeJS.ErrnoException, port: number): unknown {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return error;
  const taken = error.code === 'EADDRINUSE';
  return new ParlourError(taken ? 'start/port-taken' : 'start/port-forbidden', {
    message: taken ? `Port ${port} is already in use.` : `This user may not listen on port ${port}.`,
    meaning: 'The server was not started; nothing was changed.',
    mend: 'Choose another port, for example: PORT=8090 npm start',
  });
}

/** `parlour start`: builds what is stale, publishes the starter catalogue on a first run, and serves both. */
export function startCommand(): Command {
  return new Command('start')
    .description('serve the viewer and the public files')
    .option('--port <number>', 'port to listen on', process.env.PORT ?? '8080')
    .option('--host <address>', 'address to listen on', process.env.HOST ?? 'localhost')
    .option('--data <folder>', 'data folder (default: PARLOUR_DATA, else .parlour)')
    .action(start);
}
