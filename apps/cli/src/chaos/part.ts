import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../main.ts', import.meta.url));

/** One `parlour start --role ...` that can be killed and started again. */
export interface Part {
  readonly role: 'server' | 'queue';
  /** Resolves once it says that it is up. */
  start(): Promise<void>;
  /** SIGKILL; resolves once it is dead. */
  kill(): Promise<void>;
  /** SIGTERM, and as `kill`. */
  stop(): Promise<void>;
  /** Everything that it said so far, on standard error, over all its lives. */
  said(): string;
  /** None while it does not run. */
  pid(): number | undefined;
}

/** @param environment beside this process's own. */
export function part(
  role: Part['role'],
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Part {
  let child: ChildProcess | undefined;
  let said = '';
  const end = async (signal: NodeJS.Signals) => {
    const ending = child;
    child = undefined;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return;
    const gone = once(ending, 'exit');
    ending.kill(signal);
    await gone;
  };
  return {
    role,
    async start() {
      const begun = spawn(process.execPath, [cli, 'start', '--role', role, ...args], {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, ...environment },
      });
      child = begun;
      const from = said.length;
      begun.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
      const gone = once(begun, 'exit').then(() => 'gone' as const);
      while (!said.slice(from).includes('is up')) {
        if ((await Promise.race([gone, once(begun.stderr, 'data')])) !== 'gone') continue;
        if (begun.signalCode === 'SIGKILL') return;
        throw new Error(`${role} did not start: ${said.slice(from)}`);
      }
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    said: () => said,
    pid: () => child?.pid,
  };
}
