import type { ParlourError } from '@parlour/wire';
import type { HistoryLog } from './history-log.ts';
import { storageError } from './storage-error.ts';

/** After a failed checkpoint the next is tried when the log has grown by this much. */
const RETRY_AFTER_RECORDS = 100;

/** Makes checkpoints when they are due, as jobs of their own: nobody's append waits for one. */
export class Upkeep {
  readonly #run: (job: () => Promise<void>) => Promise<void>;
  readonly #log: HistoryLog;
  #problem: ParlourError | undefined;
  #notBefore = 0;
  #isWaiting = false;

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
      this.#notBefore = this.#log.history.sinceBase + RETRY_AFTER_RECORDS;
      throw cause;
    }
  }

  considerCheckpoint(): void {
    if (this.#log.isCheckpointDue && this.#log.history.sinceBase >= this.#notBefore) {
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
