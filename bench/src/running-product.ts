import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url));

/** A `parlour start` of its own, on a port below the ephemeral range, with an empty data folder. */
export interface StartedProduct {
  readonly url: string;
  stop(): Promise<void>;
}

export interface ProductOptions {
  readonly port?: number;
  readonly host?: string;
  /** One part alone. */
  readonly role?: 'relay';
  /** Of Node. */
  readonly flags?: readonly string[];
}

/**
 * Starts the product and resolves when `/readyz` answers.
 * @throws when it ends before that, with what it last said.
 */
export async function startProduct({
  port = 8137,
  host = 'localhost',
  role,
  flags = [],
}: ProductOptions = {}): Promise<StartedProduct> {
  const data = await mkdtemp(join(tmpdir(), 'parlour-bench-'));
  // The database may run as another user.
  await chmod(data, 0o711);
  const ofRole = role === undefined ? [] : ['--role', role];
  const child = spawn(
    process.execPath,
    [...flags, cli, 'start', ...ofRole, '--port', String(port), '--host', host, '--data', data],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) =>
      reject(new Error(`parlour start ended with ${code}:\n${said.slice(-2000)}`)),
    );
  });
  const url = `http://${host}:${port}`;
  await Promise.race([ready(`${url}/readyz`), ended]);
  return {
    url,
    stop: async () => {
      ended.catch(() => undefined);
      const closed = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGTERM');
      await closed;
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function ready(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
