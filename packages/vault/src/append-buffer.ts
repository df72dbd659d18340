import type { HistoryEvent } from '@parlour/wire';
import type { Clock } from './platform.ts';

const MOST_EVENTS = 20;
const MOST_MILLISECONDS = 5000;

export interface BufferedEvent {
  readonly event: HistoryEvent;
  /** Settles when the event is on disk or has failed to get there. */
  readonly durable: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Events that are to be written together: calls `onDue` when 20 are waiting, or when the first has waited 5 s. */
export class AppendBuffer {
  readonly #clock: Clock;
  readonly #onDue: () => void;
  readonly #waiting = new Map<string, BufferedEvent>();
  #timer: unknown;

  constructor(clock: Clock, onDue: () => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  get size(): number {
    return this.#waiting.size;
  }
  get(eventId: string): BufferedEvent | undefined {
    return this.#waiting.get(eventId);
  }
  /** In the order of their coming. */
  all(): BufferedEvent[] {
    return [...this.#waiting.values()];
  }

  add(event: HistoryEvent): BufferedEvent {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const buffered = { event, durable: promise, resolve, reject };
    this.#waiting.set(event.id, buffered);
    if (this.#waiting.size >= MOST_EVENTS) {
      this.#onDue();
    } else {
      this.#timer ??= this.#clock.setTimeout(() => {
        this.#timer = undefined;
        this.#onDue();
      }, MOST_MILLISECONDS);
    }
    return buffered;
  }

  /** They have been written, or cannot be. */
  remove(settled: readonly BufferedEvent[]): void {
    for (const { event } of settled) {
      this.#waiting.delete(event.id);
    }
    if (this.#waiting.size === 0) {
      this.stop();
    }
  }

  stop(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
