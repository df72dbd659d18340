import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const isWindows = process.platform === 'win32';

/** Path of the Node 24 that the npm package `node` brings, or undefined before it is installed. */
export function node24() {
  const path = `${root}node_modules/node/bin/node${isWindows ? '.exe' : ''}`;
  return existsSync(path) ? path : undefined;
}

/**
 * For what runs for months, and mostly waits. A young generation of 3 MB instead of 48, and an old one that is collected when it
 * has grown by a seventh instead of a half and more: a round of a thousand devices costs no measurable time more, and 80 MB less.
 * Compiled code from a cache, without the compiler of TypeScript in memory (30 MB). One arena of malloc, as what each thread of a process
 * frees is otherwise kept for that thread (12 MB); and what is larger than 8 KB is given back to the system when it is
 * freed, as malloc otherwise raises that limit to 32 MB by itself and keeps the holes that reports leave (150 MB).
 */
const frugal = ['--max-semi-space-size=1', '--heap-growing-percent=15'];
const frugally = (environment) => ({
  NODE_COMPILE_CACHE: `${root}node_modules/.cache/parlour-code`,
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '8192',
  MALLOC_TRIM_THRESHOLD_: '65536',
  ...environment,
});

/**
 * Runs a TypeScript file under Node 24 with our own input and output, passes signals on, and resolves to its exit code.
 * Node 24 runs `.ts` directly; the machine's own Node may be older.
 */
export function runUnderNode24(file, args, options = {}) {
  const own = Number(process.versions.node.split('.')[0]);
  const binary = own === 24 ? process.execPath : (node24() ?? process.execPath);
  const isServer = args[0] === 'start';
  const nodeArgs = isServer ? frugal : [];
  const env = isServer ? frugally(options.env ?? process.env) : options.env;
  const child = spawn(binary, [...nodeArgs, fileURLToPath(file), ...args], {
    stdio: 'inherit',
    ...options,
    ...(env && { env }),
  });
  const pass = (signal) => child.kill(signal);
  process.on('SIGINT', pass);
  process.on('SIGTERM', pass);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGINT', pass);
      process.off('SIGTERM', pass);
      resolve(signal ? 1 : (code ?? 1));
    });
  });
}
