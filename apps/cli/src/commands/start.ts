import { Command } from 'commander';
import { openDataFolder } from '../data-folder.ts';
import { outliveTheDatabase } from '../start/outlive-the-database.ts';
import { parsePort } from '../start/parse-port.ts';
import { parseRoles } from '../start/roles.ts';
import { runParts } from '../start/run-parts.ts';
import { stopSignal } from '../start/stop-signal.ts';

interface StartOptions {
  readonly port: string;
  readonly host: string;
  readonly data?: string;
  readonly role?: string;
  readonly probePort?: string;
}

async function start(options: StartOptions): Promise<void> {
  const port = parsePort(options.port);
  const probePort = options.probePort === undefined ? undefined : parsePort(options.probePort);
  const roles = parseRoles(options.role);
  const stopped = stopSignal();
  outliveTheDatabase();
  const data = await openDataFolder(options.data);
  await runParts({ roles, data, port, host: options.host, ...(probePort && { probePort }) }, stopped);
  process.exit(0);
}

/**
 * `parlour start`: one server, one queue worker and the relay on a database of their own, or one part alone. Builds what is stale
 * and publishes the starter catalogue on a first run.
 */
export function startCommand(): Command {
  return new Command('start')
    .description('serve the viewer and the public files, and run the aggregator')
    .option('--port <number>', 'port to listen on', process.env.PORT ?? '8080')
    .option('--host <address>', 'address to listen on', process.env.HOST ?? 'localhost')
    .option('--data <folder>', 'data folder (default: PARLOUR_DATA, else .parlour)')
    .option('--role <role>', 'one part alone: server, queue or relay (default: all of them)')
    .option(
      '--probe-port <number>',
      'where a queue alone answers /healthz, /readyz and /metrics (default: PARLOUR_PROBE_PORT, else nowhere)',
      process.env.PARLOUR_PROBE_PORT,
    )
    .action(start);
}
