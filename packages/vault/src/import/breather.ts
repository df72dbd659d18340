import { importError } from './import-errors.ts';
import type { ImportProgress } from './import-model.ts';

/** Longest stretch of work between two looks at the event loop, in milliseconds: under a frame of 60 Hz. */
const sliceMs = 12;

/** Resolves in a new macrotask; unlike `setTimeout(0)` it is not clamped to 4 ms when nested. */
export function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** Tells how far the work is and lets messages (such as "stop") in between. */
export class Breather {
  readonly #onProgress: ((progress: ImportProgress) => void) | undefined;
  readonly #signal: AbortSignal | undefined;
  #last = performance.now();
  #fraction = 0;

  constructor(onProgress?: (progress: ImportProgress) => void, signal?: AbortSignal) {
    this.#onProgress = onProgress;
    this.#signal = signal;
  }

  /** Whether it is time to `breathe`; cheap enough for every row. */
  due(): boolean {
    return performance.now() - this.#last >= sliceMs;
  }

  /** @throws ParlourError `import/stopped` */
  async breathe(step: string, fraction: number): Promise<void> {
    this.#fraction = Math.min(1, Math.max(this.#fraction, fraction));
    this.#onProgress?.({ step, fraction: this.#fraction });
    await macrotask();
    this.throwIfStopped();
    this.#last = performance.now();
  }

  /** @throws ParlourError `import/stopped` */
  throwIfStopped(): void {
    if (this.#signal?.aborted === true) throw importError('stopped');
  }
}
