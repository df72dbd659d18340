import { relayError } from '@parlour/wire/relay';
import * as Y from 'yjs';
import type { ConnectedRoom } from '../transport/connect-room.ts';
import type { LinkTools } from '../transport/link-tools.ts';
import { fromRelay, type LinkStatus, type RoomLink } from '../transport/room-link.ts';
import { cheapSuite } from './cheap-suite.ts';

/** A relay in memory that can be told to withhold, and a clock that is moved by hand. */
export class MemoryRelay {
  readonly rooms = new Map<string, Y.Doc>();
  /** Bytes of every change that reached it. */
  readonly sizes: number[] = [];
  isUp = true;
  /** Whether what one room holds is kept from those who look. */
  withholds = false;
  readonly #links = new Set<() => void>();
  #time = 0;
  #timers: { at: number; work: () => void }[] = [];

  readonly tools: LinkTools = {
    suite: cheapSuite,
    open: () => {
      throw new Error('there are no sockets here');
    },
    now: () => this.#time,
    after: (milliseconds, then) => {
      const timer = { at: this.#time + milliseconds, work: then };
      this.#timers.push(timer);
      return () => {
        this.#timers = this.#timers.filter((one) => one !== timer);
      };
    },
    random: () => 0.5,
  };

  room(id: string): Y.Doc {
    const room = this.rooms.get(id) ?? new Y.Doc();
    this.rooms.set(id, room);
    return room;
  }

  advance(milliseconds: number): void {
    this.#time += milliseconds;
    const due = this.#timers.filter(({ at }) => at <= this.#time);
    this.#timers = this.#timers.filter(({ at }) => at > this.#time);
    for (const { work } of due) work();
  }

  /** Everybody hears whether it is there. */
  tell(): void {
    for (const link of this.#links) link();
  }

  readonly connect = ({ room, outer }: ConnectedRoom): RoomLink => {
    const there = this.room(room.id);
    const listeners = new Set<() => void>();
    let status: LinkStatus = { kind: 'connecting' };
    let waiting = 0;
    const pull = (): void => {
      if (!this.withholds) outer.apply(Y.encodeStateAsUpdate(there), fromRelay);
    };
    const push = (): void => {
      const update = Y.encodeStateAsUpdate(outer.document, Y.encodeStateVector(there));
      this.sizes.push(update.length);
      Y.applyUpdate(there, update, outer);
      waiting = 0;
    };
    const onOuter = (_: Uint8Array, origin: unknown): void => {
      if (origin === fromRelay) return;
      waiting += 1;
      if (status.kind === 'connected') push();
    };
    const onThere = (_: Uint8Array, origin: unknown): void => {
      if (origin !== outer && status.kind === 'connected') pull();
    };
    const refresh = (): void => {
      if (status.kind === 'closed') return;
      const reason = relayError('unreachable');
      status = this.isUp ? { kind: 'connected', isOurs: true } : { kind: 'offline', reason, retryAt: 0 };
      if (this.isUp) {
        pull();
        if (waiting > 0) push();
      }
      for (const listener of listeners) listener();
    };
    outer.document.on('update', onOuter);
    there.on('update', onThere);
    this.#links.add(refresh);
    queueMicrotask(refresh);
    return {
      get status() {
        return status;
      },
      get waiting() {
        return waiting;
      },
      damaged: 0,
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      flush: () => undefined,
      wake: refresh,
      erase: () => {
        this.rooms.delete(room.id);
        return Promise.resolve();
      },
      close: () => {
        status = { kind: 'closed' };
        outer.document.off('update', onOuter);
        there.off('update', onThere);
        this.#links.delete(refresh);
      },
    };
  };
}
