import type { ParlourError } from '@parlour/wire';
import type { HistoryLog } from './history-log.ts';
import { storageError } from './storage-error.ts';

/** After a failed checkpoint the next is tried when the log has grown by this many events. */
const RETRY_AFTER_EVENTS = 100;

/** Makes checkpoints when they are due, as jobs of their own: nobody's append waits for one. */
export class Upkeep {
  readonly #run: (job: () => Promise<void>) => Promise<void>;
  readonly #log: HistoryLog;
  #problem: ParlourError | undefined;
  #notBefore = 0;
  #isWaiting = false;
  #holds = 0;

  constructor(log: HistoryLog, run: (job: () => Promise<void>) => Promise<void>) {
    this.#log = log;
    this.#run = run;
  }

  /** Why the last checkpoint failed, if it did. */
  get problem(): ParlourError | undefined {
    return this.#problem;
  }

  /** Does it now; to be called from within a job. */
  async checkpoint(): Promise<void> {
    try {
      await this.#log.checkpoint();
      this.#problem = undefined;
      this.#notBefore = 0;
    } catch (cause) {
      this.#problem = storageError(cause);
      this.#notBefore = this.#log.history.sinceBase + RETRY_AFTER_EVENTS;
      throw cause;
    }
  }

  /** No checkpoints by itself until the returned function is called: an import would make one after every batch. */
  hold(): () => void {
    this.#holds += 1;
    return () => {
      this.#holds -= 1;
      this.considerCheckpoint();
    };
  }
  considerCheckpoint(): void {
    if (this.#holds === 0 && this.#log.isCheckpointDue && this.#log.history.sinceBase >= this.#notBefore) {
      this.#enqueue();
    }
  }
  /** An erasure that a crash has interrupted, or that was left for later, is not to wait for the log to grow. */
  considerErasing(): void {
    if (this.#log.history.erasing) {
      this.#enqueue();
    }
  }

  #enqueue(): void {
    if (this.#isWaiting) {
      return;
    }
    this.#isWaiting = true;
    this.#run(() => this.checkpoint())
      // Kept as `problem`, or the vault is locked by now.
      .catch(() => undefined)
      .finally(() => {
        this.#isWaiting = false;
      });
  }
}
