import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type DataFolder, openDataFolder } from '../../data-folder.ts';
import { freePort } from './free-port.ts';

const cli = fileURLToPath(new URL('../../main.ts', import.meta.url));

/** The product as `npm start` runs it, with a data folder of its own. */
export interface RunningParlour {
  readonly url: string;
  readonly data: DataFolder;
  /** Runs the command line as its operator would; gives what it prints. */
  run(...words: string[]): Promise<string>;
  /** All that it has printed so far: log lines and sentences. */
  output(): string;
  /** @returns rejects where it does not drain and end by itself. */
  stop(): Promise<void>;
}

/** @param prepare is done to the data folder before anything runs. */
export async function runningParlour(
  prepare: (data: DataFolder) => Promise<unknown> = () => Promise.resolve(),
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningParlour> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'parlour-running-'));
  await chmod(folder, 0o711);
  const data = await openDataFolder(folder);
  await prepare(data);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, [cli, 'start', '--data', folder, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  const exit = once(child, 'exit');
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  while (!said.includes('is up')) {
    const [first] = await Promise.race([exit, once(child.stderr, 'data')]);
    if (typeof first !== 'string') throw new Error(said);
  }
  return {
    url,
    data,
    output: () => said,
    async run(...words) {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [cli, ...words, '--url', url, '--data', folder],
        { maxBuffer: 2 ** 26 },
      );
      return stdout;
    },
    async stop() {
      child.kill('SIGTERM');
      const end = await exit;
      await rm(folder, { recursive: true, force: true });
      // Drained, not torn off.
      if (end[0] !== 0) throw new Error(`ended with ${end.join(' ')}: ${said.slice(-2_000)}`);
    },
  };
}
