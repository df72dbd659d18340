import {
  isEmptyUpdate,
  passesByWaiting,
  refusalOfClose,
  RELAY_LIMITS,
  relayError,
  type RelayMessage,
  relayMessageFromBytes,
  relayMessageToBytes,
  type RelayRefusal,
  splitOuterUpdate,
} from '@parlour/wire/relay';
import * as Y from 'yjs';
import { type Room, signAdmission } from '../keys/room.ts';
import type { OuterDocument } from '../outer/outer-document.ts';
import { retryDelay, sendingDelay } from './delays.ts';
import { KeptChanges } from './kept-changes.ts';
import type { LinkTools, RelaySocket } from './link-tools.ts';
import type { RelayAddress } from './relay-address.ts';
import { fromRelay, type LinkStatus, type RoomLink } from './room-link.ts';
import {
  beginSession,
  type RoomEffect,
  type RoomInput,
  type RoomSession,
  roomSessionStep,
} from './room-session.ts';

/** Milliseconds: between looks at a socket; until one that says nothing, or does not keep what it was sent, is given up. */
const WATCH = {
  every: 10_000,
  probe: 5_000,
  quiet: 45_000,
  silent: 75_000,
  catchingUp: 30_000,
  keeping: 30_000,
  settled: 30_000,
} as const;
/** What is around an update in its message. */
const FRAME_BYTES = 16;

export interface ConnectedRoom {
  readonly tools: LinkTools;
  readonly relay: RelayAddress;
  readonly room: Room;
  /** Filled from the room, and its own changes carried there. One a session of the device, however often the connection breaks. */
  readonly outer: OuterDocument;
}

/** Connects an outer document with its room, and keeps it connected until it is closed or refused. Begins at once. */
export function connectRoom(connected: ConnectedRoom): RoomLink {
  return new Link(connected);
}

class Link implements RoomLink {
  status: LinkStatus = { kind: 'connecting' };
  damaged = 0;
  readonly #tools: LinkTools;
  readonly #url: string;
  readonly #origin: string;
  readonly #room: Room;
  readonly #outer: OuterDocument;
  readonly #listeners = new Set<() => void>();
  readonly #changes = new KeptChanges();
  #pending: Uint8Array[] = [];
  #socket: RelaySocket | undefined;
  #session: RoomSession = beginSession;
  #failures = 0;
  #openedAt = 0;
  #heardAt = 0;
  #sentAt = 0;
  #erasing: PromiseWithResolvers<void> | undefined;
  #cancelRetry = (): void => undefined;
  #cancelSending: (() => void) | undefined;
  #cancelWatch = (): void => undefined;

  constructor({ tools, relay, room, outer }: ConnectedRoom) {
    this.#tools = tools;
    this.#url = relay.room(room.id);
    this.#origin = relay.origin;
    this.#room = room;
    this.#outer = outer;
    outer.document.on('update', this.#onUpdate);
    const held = Y.encodeStateAsUpdate(outer.document);
    if (!isEmptyUpdate(held)) this.#noteChange(held);
    this.#connect();
  }

  get waiting(): number {
    return this.#changes.waiting;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  flush(): void {
    this.#cancelSending?.();
    this.#cancelSending = undefined;
    if (this.#session.phase !== 'open' || this.#pending.length === 0) return;
    const [first, ...more] = this.#pending as [Uint8Array, ...Uint8Array[]];
    this.#pending = [];
    this.#sendUpdate(more.length === 0 ? first : Y.mergeUpdates([first, ...more]));
    this.#tell();
  }

  wake(): void {
    if (this.status.kind === 'closed' || this.status.kind === 'connecting') return;
    if (this.status.kind === 'connected') this.#probe();
    else this.#connect();
  }

  erase(): Promise<void> {
    if (this.status.kind !== 'connected') return Promise.reject(relayError('unreachable'));
    if (!this.#session.isOurs) return Promise.reject(relayError('not-a-relay'));
    this.#erasing ??= Promise.withResolvers();
    this.#send({ kind: 'erase' });
    return this.#erasing.promise;
  }

  close(): void {
    if (this.status.kind === 'closed') return;
    this.flush();
    this.#outer.document.off('update', this.#onUpdate);
    this.#become({ kind: 'closed' });
    this.#letGo();
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === fromRelay) return;
    this.#noteChange(update);
    this.#tell();
  };

  #noteChange(update: Uint8Array): void {
    this.#changes.made();
    this.#pending.push(update);
    this.#scheduleSending();
  }

  #scheduleSending(): void {
    if (this.#session.phase !== 'open' || this.#pending.length === 0) return;
    this.#cancelSending ??= this.#tools.after(sendingDelay(this.#tools.random()), () => this.flush());
  }

  #connect(): void {
    this.#letGo();
    this.#session = beginSession;
    this.#changes.begin();
    this.#openedAt = this.#heardAt = this.#tools.now();
    this.#become({ kind: 'connecting' });
    const socket = this.#tools.open(this.#url);
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.onmessage = ({ data }: MessageEvent<unknown>) => this.#onMessage(data);
    socket.onclose = ({ code }) => this.#onClose(code);
    this.#watch();
  }

  /** Nothing more is heard of the socket, if there is one. */
  #letGo(): void {
    this.#cancelRetry();
    this.#cancelWatch();
    this.#cancelSending?.();
    this.#cancelSending = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    this.#session = beginSession;
    if (socket === undefined) return;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  #onMessage(data: unknown): void {
    this.#heardAt = this.#tools.now();
    const message = data instanceof ArrayBuffer ? relayMessageFromBytes(new Uint8Array(data)) : undefined;
    const before = this.#session.phase;
    this.#step({ kind: 'message', message });
    this.#changes.kept(this.#session.kept);
    if (this.#session.phase === 'open' && before !== 'open') {
      this.#openedAt = this.#tools.now();
      this.status = { kind: 'connected', isOurs: this.#session.isOurs };
    }
    this.#scheduleSending();
    this.#tell();
  }

  #step(input: RoomInput): void {
    const { state, effects } = roomSessionStep(this.#session, input);
    this.#session = state;
    for (const effect of effects) this.#do(effect);
  }

  #do(effect: RoomEffect): void {
    switch (effect.kind) {
      case 'admit': {
        const { suite } = this.#tools;
        const publicKey = suite.signingPublic(this.#room.admissionSeed);
        const signature = signAdmission(suite, this.#room, effect.challenge, this.#origin);
        return this.#send({ kind: 'admission', publicKey, signature });
      }
      case 'ask':
        return this.#send({ kind: 'state', vector: Y.encodeStateVector(this.#outer.document) });
      case 'answer':
        return this.#answer(effect.vector);
      case 'take':
        if (!this.#outer.apply(effect.update, fromRelay)) this.damaged += 1;
        return;
      case 'give-up':
        return this.#drop(effect.refusal);
    }
  }

  /** Everything that the relay lacks, which what waits is part of. */
  #answer(vector: Uint8Array): void {
    // As y-protocols does it; a second question is answered like the first.
    const lacking = lackingIn(this.#outer.document, vector);
    if (lacking === undefined) return this.#drop('not-a-relay');
    this.#pending = [];
    if (isEmptyUpdate(lacking)) this.#changes.sentAll(this.#session.sent, this.#session.kept);
    else this.#sendUpdate(lacking);
  }

  #sendUpdate(update: Uint8Array): void {
    const parts = splitOuterUpdate(update, RELAY_LIMITS.messageBytes - FRAME_BYTES);
    for (const part of parts) this.#send({ kind: 'update', update: part });
    this.#sentAt = this.#tools.now();
    this.#step({ kind: 'sent', messages: parts.length });
    this.#changes.sentAll(this.#session.sent, this.#session.kept);
  }

  #send(message: RelayMessage): void {
    const socket = this.#socket;
    if (socket?.readyState === 1) socket.send(relayMessageToBytes(message));
  }

  /** A socket may not have noticed that the network is another one: it has to say something, and soon. */
  #probe(): void {
    const [socket, since] = [this.#socket, this.#tools.now()];
    this.#do({ kind: 'ask' });
    this.#step({ kind: 'asked' });
    this.#tools.after(WATCH.probe, () => {
      if (this.#socket === socket && this.#heardAt < since) this.#drop('unreachable', 0);
    });
  }

  #watch(): void {
    this.#cancelWatch = this.#tools.after(WATCH.every, () => {
      const now = this.#tools.now();
      const isOpen = this.#session.phase === 'open';
      const isUnkept = this.#session.kept < this.#session.sent && now - this.#sentAt > WATCH.keeping;
      if (isOpen ? isUnkept || now - this.#heardAt > WATCH.silent : now - this.#heardAt > WATCH.catchingUp)
        return this.#drop('unreachable');
      if (isOpen && now - this.#heardAt > WATCH.quiet) this.#probe();
      this.#watch();
    });
  }

  #onClose(code: number): void {
    this.#drop(refusalOfClose(code) ?? (code === 1001 || code === 1012 ? 'unavailable' : 'unreachable'));
  }

  #drop(refusal: RelayRefusal, wait?: number): void {
    const wasSettled = this.status.kind === 'connected' && this.#tools.now() - this.#openedAt > WATCH.settled;
    this.#failures = wasSettled ? 1 : this.#failures + 1;
    this.#letGo();
    const reason = relayError(refusal);
    const erasing = this.#erasing;
    this.#erasing = undefined;
    if (refusal === 'room-erased') erasing?.resolve();
    else erasing?.reject(reason);
    if (!passesByWaiting(refusal)) return this.#become({ kind: 'refused', reason });
    const delay = wait ?? retryDelay(this.#failures, this.#tools.random());
    this.#cancelRetry = this.#tools.after(delay, () => this.#connect());
    this.#become({ kind: 'offline', reason, retryAt: this.#tools.now() + delay });
  }

  #become(status: LinkStatus): void {
    this.status = status;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function lackingIn(document: Y.Doc, vector: Uint8Array): Uint8Array | undefined {
  try {
    return Y.encodeStateAsUpdate(document, vector);
  } catch {
    return undefined;
  }
}
