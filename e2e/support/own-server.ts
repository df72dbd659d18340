import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const cli = join(import.meta.dirname, '../../apps/cli/src/main.ts');

/** What a command gave, and what it told the person meanwhile. */
export interface Said {
  readonly stdout: string;
  readonly stderr: string;
}

/** A Parlour of its own, as `npm start` runs it. */
export interface OwnServer {
  readonly url: string;
  readonly data: string;
  /** The code that it printed for the first operator. */
  readonly code: string;
  /** Runs another command of `npx parlour` on its data folder; throws with what it said if it fails. */
  run(...words: string[]): Promise<Said>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** On the same data, after it was killed. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * @param port below the ephemeral range.
 * @param films schema.org nodes for a catalogue of its own; without them the starter catalogue.
 * @param settings of the environment.
 */
export async function startOwnServer(
  port: number,
  films?: readonly object[],
  settings: Readonly<Record<string, string>> = {},
): Promise<OwnServer> {
  const data = await mkdtemp(join(tmpdir(), 'parlour-e2e-own-'));
  await chmod(data, 0o711);
  const run = (...words: string[]) => promisify(execFile)(process.execPath, [cli, ...words, '--data', data]);
  if (films) {
    const file = join(data, 'films.jsonld');
    await writeFile(file, JSON.stringify({ '@context': 'https://schema.org', '@graph': films }));
    await run('catalogue', 'import', 'jsonld', file);
  }
  let running = await start(data, port, settings);
  return {
    url: `http://localhost:${port}`,
    data,
    code: running.code,
    run,
    kill: () => running.end('SIGKILL'),
    async startAgain() {
      running = await start(data, port, settings);
    },
    async stop() {
      await running.end('SIGTERM');
      await rm(data, { recursive: true, force: true });
    },
  };
}

interface Running {
  readonly code: string;
  end(signal: NodeJS.Signals): Promise<void>;
}

async function start(
  data: string,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<Running> {
  const child = spawn(process.execPath, [cli, 'start', '--data', data, '--port', String(port)], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...settings },
  });
  const exit = once(child, 'exit');
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const code = () => /enrol with this code:\s+(\S+)/.exec(said)?.[1];
  while (!said.includes('is up') || code() === undefined) {
    const [first] = await Promise.race([exit, once(child.stderr, 'data')]);
    if (typeof first !== 'string') throw new Error(said);
  }
  return {
    code: code() ?? '',
    async end(signal) {
      child.kill(signal);
      await exit;
    },
  };
}
