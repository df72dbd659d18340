import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url));

/** A Parlour of its own, as `npm start` runs it. */
export interface OwnServer {
  readonly url: string;
  /** The code that it printed for the first operator. */
  readonly code: string;
  /** Runs another command of `npx parlour` on its data folder; what it printed. */
  readonly run: (...words: string[]) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** @param port below the ephemeral range. */
export async function startOwnServer(port: number): Promise<OwnServer> {
  const data = await mkdtemp(join(tmpdir(), 'parlour-e2e-own-'));
  await chmod(data, 0o711);
  const child = spawn(process.execPath, [cli, 'start', '--data', data, '--port', String(port)], {
    stdio: ['ignore', 'ignore', 'pipe'],
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
  const url = `http://localhost:${port}`;
  return {
    url,
    code: code() ?? '',
    run: (...words) => printed([cli, ...words, '--data', data]),
    stop: async () => {
      child.kill('SIGTERM');
      await exit;
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function printed(words: string[]): Promise<string> {
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(said);
  return said;
}
