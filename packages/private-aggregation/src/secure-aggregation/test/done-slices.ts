import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Schedules `from` to `to` of one kind, and how many of them gave a sum. */
export interface DoneSlice {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  readonly released: number;
}

/**
 * A file that remembers which slices of schedules have passed, a line each, so that a million can be run in parts and taken up
 * again. A line counts for the code that it was written under, protocol and schedules alike, and for no other.
 */
export class DoneSlices {
  readonly #path: string;
  readonly #code: string;

  /** @param path of the file; it need not be there yet. */
  constructor(path: string, code = codeDigest()) {
    this.#path = path;
    this.#code = code;
  }

  find(kind: string, from: number, to: number): DoneSlice | undefined {
    return this.all().find((slice) => slice.kind === kind && slice.from === from && slice.to === to);
  }

  add(slice: DoneSlice): void {
    appendFileSync(this.#path, `${JSON.stringify({ ...slice, code: this.#code })}\n`);
  }

  all(): DoneSlice[] {
    if (!existsSync(this.#path)) {
      return [];
    }
    const lines = readFileSync(this.#path, 'utf8').split('\n').filter(Boolean);
    return lines
      .map((line) => JSON.parse(line) as DoneSlice & { readonly code: string })
      .filter(({ code }) => code === this.#code);
  }
}

/** SHA-256 of all files that the schedules run: secure aggregation but for its tests. */
export function codeDigest(): string {
  const root = join(import.meta.dirname, '..');
  const hash = createHash('sha256');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .toSorted();
  for (const file of files) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}
