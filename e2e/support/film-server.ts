import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const cli = join(import.meta.dirname, '../../apps/cli/src/main.ts');

/** An operator's server with a catalogue of its own. */
export interface OwnServer {
  readonly url: string;
  readonly data: string;
  /** Runs `parlour` with the server's data folder; gives what it prints. */
  run(...words: string[]): Promise<string>;
  stop(): Promise<void>;
}

/** @param films schema.org nodes. */
export async function startOwnServer(port: number, films: readonly object[]): Promise<OwnServer> {
  const data = await mkdtemp(join(tmpdir(), 'parlour-e2e-own-'));
  await chmod(data, 0o711);
  const run = async (...words: string[]) =>
    (await promisify(execFile)(process.execPath, [cli, ...words, '--data', data])).stdout;
  const file = join(data, 'films.jsonld');
  await writeFile(file, JSON.stringify({ '@context': 'https://schema.org', '@graph': films }));
  await run('catalogue', 'import', 'jsonld', file);
  const server = spawn(process.execPath, [cli, 'start', '--port', String(port), '--data', data], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exit = once(server, 'exit');
  let said = '';
  server.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  while (!said.includes('is up')) {
    const [first] = await Promise.race([exit, once(server.stderr, 'data')]);
    if (typeof first !== 'string') throw new Error(said);
  }
  return {
    url: `http://localhost:${port}`,
    data,
    run,
    async stop() {
      server.kill();
      await exit;
      await rm(data, { recursive: true });
    },
  };
}
