import {
  createProbeServer,
  createRelayServer,
  createServer,
  listen as listenToOthers,
  livingProcess,
  measuredTasks,
  type Notifications,
  startQueue,
  tasksOn,
  tracedTasks,
} from '@parlour/server';
import type { DataFolder } from '../data-folder.ts';
import { say } from '../say.ts';
import { accessSettings } from './access-settings.ts';
import { clusterFeedsIn } from './cluster-feeds.ts';
import { listen } from './listen.ts';
import { observe } from './observe.ts';
import { openDatabase } from './open-database.ts';
import { makeOperatorCredential } from './operator-credential.ts';
import type { Roles } from './roles.ts';
import { sayFirstEnrolment } from './say-first-enrolment.ts';
import { operatorWork } from '../work/operator-work.ts';
import { servedFiles } from './served-files.ts';
import { within } from './within.ts';

export interface RunOptions {
  readonly roles: Roles;
  readonly data: DataFolder;
  readonly port: number;
  readonly host: string;
  /** Where a process without a server answers probes and scrapes; none: nowhere. */
  readonly probePort?: number;
}

/** Milliseconds that requests and jobs under way may take to end. */
const patience = 10_000;

type Server = Awaited<ReturnType<typeof createServer>>;

/** Something that runs, and how it is stopped. */
type Stop = () => Promise<void>;

/**
 * Runs the parts until `stopped` resolves, then drains: takes no new requests and jobs, ends those under way, lets go of
 * the database, and stops it if it is ours.
 */
export async function runParts(options: RunOptions, stopped: Promise<void>): Promise<void> {
  const { roles, data, port, host, probePort } = options;
  const access = accessSettings();
  const observation = await observe();
  const { registry, metricsTokenHash, logLevel } = observation;
  const metrics = { registry, ...(metricsTokenHash && { metricsTokenHash }) };
  const opening = openDatabase(data, roles.server && roles.queue);
  const workers: Stop[] = [];
  const here = `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`;
  const proxies = process.env.PARLOUR_PROXIES ? { proxies: process.env.PARLOUR_PROXIES } : {};
  const start = async () => {
    const [{ database, address }, files] = await Promise.all([
      opening,
      roles.server ? servedFiles(data) : undefined,
    ]);
    const serve = async (server: Server, notifications: Notifications, kind: 'server' | 'relay') => {
      workers.push(async () => {
        const isDone = await within(patience, server.close());
        if (!isDone) server.server.closeAllConnections();
        await notifications.close();
      });
      await listen(server, port, host);
      const living = livingProcess(database, kind);
      workers.push(() => living.stop());
    };
    if (roles.queue) {
      const onFailure = (task: string, error: unknown) =>
        say(
          `The job ${task} failed and will be tried again (${error instanceof Error ? error.name : 'Error'}).`,
        );
      const tasks = tracedTasks(measuredTasks(tasksOn(database, operatorWork(data)), registry));
      const queue = await startQueue({ database, address, tasks, onFailure });
      const living = livingProcess(database, 'queue');
      workers.push(async () => {
        await living.stop();
        await queue.stop();
      });
    }
    if (files !== undefined) {
      const notifications = await listenToOthers(address);
      const server = await createServer({
        ...files,
        catalogueFolder: data.publicCatalogue,
        dataFolder: data.root,
        database,
        notifications,
        syncRelay: roles.relay,
        clusterFeeds: clusterFeedsIn(data.publicCatalogue),
        operatorCredentialHash: await makeOperatorCredential(data),
        logLevel,
        ...access,
        ...proxies,
        ...metrics,
      });
      await serve(server, notifications, 'server');
      say(`Parlour is up: ${here}`);
      await sayFirstEnrolment(database, {
        address: access.origin ?? here,
        isAttended: roles.queue || process.stderr.isTTY,
      });
    } else if (roles.relay) {
      const notifications = await listenToOthers(address);
      const { origin, syncOrigins = [] } = access;
      const origins = [...(origin === undefined ? [] : [origin]), ...syncOrigins];
      const server = await createRelayServer({
        database,
        notifications,
        logLevel,
        origins,
        ...proxies,
        ...metrics,
      });
      await serve(server, notifications, 'relay');
      say(`The relay is up: ${here}`);
    } else {
      if (probePort !== undefined) {
        const probes = createProbeServer({ database, folder: data.root, ...metrics });
        workers.push(() => probes.close());
        await listen(probes, probePort, host);
      }
      say('The queue is up.');
    }
  };
  try {
    await Promise.race([start().then(() => stopped), stopped]);
  } finally {
    await within(patience, Promise.all(workers.map((stop) => stop())));
    const database = await opening.catch(() => undefined);
    await database?.close();
    await within(patience, observation.end());
  }
}
