import { once } from 'node:events';
import { type WriteStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Refusal } from '@parlour/catalogue/import';
import { say } from '../say.ts';

const told = 20;

/** Rows that did not go in: the first 20 are told at once, all are written to a file, one JSON object a line. */
export class RefusalReport {
  readonly path: string;
  #count = 0;
  #file: WriteStream | undefined;

  private constructor(path: string) {
    this.path = path;
  }

  /** Begins a report and removes that of the import before. */
  static async begin(path: string): Promise<RefusalReport> {
    await rm(path, { force: true });
    return new RefusalReport(path);
  }

  add(refusal: Refusal): void {
    this.#count++;
    if (this.#count <= told) {
      const file = refusal.file === undefined ? '' : `${refusal.file}, `;
      say(`Left out ${file}line ${refusal.line}: ${refusal.reason}`);
    }
    this.#file ??= createWriteStream(this.path, { mode: 0o600 });
    this.#file.write(`${JSON.stringify(refusal)}\n`);
  }

  /** Completes the file, if anything had to be reported, and says where it is. */
  async end(): Promise<void> {
    if (!this.#file) return;
    this.#file.end();
    await once(this.#file, 'finish');
    if (this.#count > told) say(`... and ${this.#count - told} more.`);
    say(`Every row that was left out is in ${this.path}`);
  }
}
