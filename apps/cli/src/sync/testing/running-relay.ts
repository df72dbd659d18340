import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DataFolder, openDataFolder } from '../../data-folder.ts';
import { freePort } from '../../start/testing/free-port.ts';

const cli = fileURLToPath(new URL('../../main.ts', import.meta.url));

/** `parlour start --role relay` alone, on a database of its own. */
export interface RunningRelay {
  /** As `relayAddress` of packages/sync reads it. */
  readonly address: string;
  /** As Prometheus asks it, on the same machine. */
  readonly metrics: string;
  readonly data: DataFolder;
  readonly pid: number;
  /** All that it has printed so far, over all its lives. */
  output(): string;
  /** Ends it as it is, and takes it up again on the same port. */
  kill(): Promise<void>;
  /** SIGTERM; and again on the same port. @returns what it exited with. */
  stop(): Promise<number | null>;
  start(): Promise<void>;
  /** For good. */
  end(): Promise<void>;
}

export async function runningRelay(
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningRelay> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'parlour-relay-'));
  await chmod(folder, 0o711);
  const data = await openDataFolder(folder);
  const port = await freePort();
  let child: ChildProcess | undefined;
  let said = '';
  const running: RunningRelay = {
    address: `http://localhost:${port}/api/sync/`,
    metrics: `http://localhost:${port}/metrics`,
    data,
    get pid() {
      return child?.pid ?? 0;
    },
    output: () => said,
    async kill() {
      await ended('SIGKILL');
      await running.start();
    },
    stop: () => ended('SIGTERM'),
    async start() {
      const begun = spawn(
        process.execPath,
        [cli, 'start', '--role', 'relay', '--data', folder, '--port', String(port)],
        { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } },
      );
      child = begun;
      const before = said.length;
      for (const stream of [begun.stdout, begun.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => {
          said += text;
        });
      while (!said.slice(before).includes('is up')) {
        const [first] = await Promise.race([once(begun, 'exit'), once(begun.stderr, 'data')]);
        if (typeof first !== 'string') throw new Error(said);
      }
    },
    async end() {
      await ended('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
  const ended = async (signal: NodeJS.Signals): Promise<number | null> => {
    const ending = child;
    child = undefined;
    if (ending === undefined || ending.exitCode !== null) return ending?.exitCode ?? null;
    const exit = once(ending, 'exit');
    ending.kill(signal);
    return (await exit)[0] as number | null;
  };
  await running.start();
  return running;
}
