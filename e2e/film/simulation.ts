import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const cli = join(import.meta.dirname, '../../apps/cli/src/main.ts');

/** `parlour simulate cold-start`, which leaves its server up for whoever looks on. */
export class Simulation {
  readonly #child: ChildProcess;
  #said = '';

  constructor(options: Readonly<Record<'people' | 'rounds' | 'tested' | 'port', string>>) {
    const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    this.#child = spawn(process.execPath, [cli, 'simulate', 'cold-start', ...words, '--stay'], {
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#said += text;
      process.stderr.write(text);
    });
  }

  /** Waits until it has said something like it. */
  async hears(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.#said);
      if (found) return found;
      const isOver = await Promise.race([
        once(this.#child, 'exit').then(() => true),
        once(this.#child.stderr ?? this.#child, 'data').then(() => false),
      ]);
      if (isOver) throw new Error(this.#said);
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.kill('SIGINT');
    await once(this.#child, 'exit');
  }
}
