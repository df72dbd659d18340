import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import {
  closeCodeOf,
  isEmptyUpdate,
  isOuterUpdate,
  type RelayMessage,
  relayMessageFromBytes,
  relayMessageToBytes,
  type RelayRefusal,
} from '@parlour/wire/relay';
import type { WebSocket } from 'ws';
import { isDatabaseAway } from '../problems/is-database-away.ts';
import { isAdmitted } from './admission.ts';
import { answerState } from './answer-state.ts';
import { compactUnread } from './compact-room.ts';
import { keepInRoom } from './keep-in-room.ts';
import type { RoomListener } from './open-rooms.ts';
import type { Place } from './places.ts';
import type { RelayFrame } from './relay-frame.ts';
import { eraseRoom } from './stored-room.ts';
import { TokenBucket } from './token-bucket.ts';

/** Milliseconds within which whoever connects has to be admitted. */
const patience = 10_000;
/** Bytes of an unfinished message that are always a connection's own. */
const ownBytes = 2 ** 16;
/** Updates of a connection after which its room is put together, if nobody has asked for it. */
const manyUpdates = 256;
/** What asking for everything costs of a connection's messages. */
const costOfState = 4;

/** What a connection is for. */
export interface Entering {
  /** In hex. */
  readonly room: string;
  readonly place: Place;
  /** Origins of this relay, as the device can have dialled it. */
  readonly names: readonly string[];
}

/** One connection of a device to a room: admitted first, then heard message by message, one after the other. */
export class RoomSocket implements RoomListener {
  readonly #frame: RelayFrame;
  readonly #socket: WebSocket;
  readonly #room: string;
  readonly #place: Place;
  readonly #names: readonly string[];
  readonly #messages: TokenBucket;
  readonly #bytes: TokenBucket;
  readonly #openedAt: number;
  #challenge: Uint8Array | undefined = randomBytes(32);
  /** What came and is not done yet. */
  #waiting: Uint8Array[] = [];
  #work: Promise<void> | undefined;
  #unfinished = 0;
  /** Messages with updates that are on disk. */
  #kept = 0;
  /** Whether there is such a room: who begins one is counted. */
  #isBegun = false;
  #isAlive = true;
  #isDraining = false;
  #isOver = false;

  /** @param wire the connection below. */
  constructor(frame: RelayFrame, socket: WebSocket, wire: Socket, { room, place, names }: Entering) {
    this.#frame = frame;
    this.#socket = socket;
    this.#room = room;
    this.#place = place;
    this.#names = names;
    this.#openedAt = frame.now();
    this.#messages = new TokenBucket(frame.quotas.messages, this.#openedAt);
    this.#bytes = new TokenBucket(frame.quotas.bytes, this.#openedAt);
    wire.on('data', (chunk: Uint8Array) => this.#count(chunk.length));
    socket.on('message', (data, isBinary) => this.#onMessage(data as Uint8Array, isBinary));
    socket.on('pong', () => {
      this.#isAlive = true;
    });
    socket.on('close', () => this.#end());
    this.#send({ kind: 'challenge', challenge: this.#challenge as Uint8Array });
  }

  /** Every now and then: who is gone or was never admitted is let go; the others hear that the relay is there. */
  beat(): void {
    if (this.#isOver) return;
    const isLate = this.#challenge !== undefined && this.#frame.now() - this.#openedAt > patience;
    if (isLate) return this.close('too-slow');
    if (!this.#isAlive) return this.#socket.terminate();
    this.#isAlive = false;
    this.#socket.ping();
    if (this.#challenge === undefined) this.#send({ kind: 'kept', count: this.#kept });
  }

  tell(message: Uint8Array): void {
    if (this.#isOver) return;
    if (this.#socket.bufferedAmount > this.#frame.quotas.untakenBytes) return this.close('too-slow');
    this.#isBegun = true;
    this.#socket.send(message);
  }

  erased(): void {
    this.close('room-erased');
  }

  close(refusal: RelayRefusal): void {
    if (this.#isOver) return;
    this.#frame.counts.closed(refusal);
    if (this.#socket.isPaused) this.#socket.resume();
    this.#socket.close(closeCodeOf(refusal));
    this.#end();
  }

  /** Takes nothing more, ends what came, and goes. */
  async drain(): Promise<void> {
    this.#isDraining = true;
    this.#socket.pause();
    await this.#work;
    this.close('unavailable');
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#waiting = [];
    this.#frame.unfinished.bytes -= this.#unfinished;
    this.#unfinished = 0;
    this.#frame.rooms.leave(this.#room, this);
    this.#place.leave();
  }

  /** A message that is not whole takes memory, however long it takes to come. */
  #count(bytes: number): void {
    if (this.#isOver) return;
    const { unfinished, quotas } = this.#frame;
    this.#unfinished += bytes;
    unfinished.bytes += bytes;
    if (unfinished.bytes > quotas.unfinishedBytes && this.#unfinished > ownBytes) this.#socket.terminate();
  }

  #onMessage(data: Uint8Array, isBinary: boolean): void {
    if (this.#isOver) return;
    this.#frame.unfinished.bytes -= this.#unfinished;
    this.#unfinished = 0;
    const { messages, bytes } = this.#frame.quotas;
    const now = this.#frame.now();
    if (!this.#messages.take(messages, 1, now) || !this.#bytes.take(bytes, data.length, now))
      return this.close('too-fast');
    if (!isBinary) return this.close('malformed');
    this.#waiting.push(data);
    if (this.#work !== undefined) this.#socket.pause();
    else
      this.#work = this.#takeWaiting().finally(() => {
        this.#work = undefined;
      });
  }

  async #takeWaiting(): Promise<void> {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      try {
        const refusal = await this.#take(relayMessageFromBytes(next));
        if (refusal !== undefined) this.close(refusal);
      } catch (error) {
        if (!isDatabaseAway(error) && !this.#isOver) this.#frame.onFailure(error);
        this.close('unavailable');
      }
    }
    if (this.#socket.isPaused && !this.#isDraining) this.#socket.resume();
  }

  /** @returns why the connection ends by it. */
  async #take(message: RelayMessage | 'ignored' | undefined): Promise<RelayRefusal | undefined> {
    if (message === undefined) return 'malformed';
    // Awareness, which y-websocket sends without being asked.
    if (message === 'ignored') return undefined;
    if (this.#challenge !== undefined)
      return message.kind === 'admission' ? this.#admit(message) : 'not-admitted';
    switch (message.kind) {
      case 'state':
        return this.#answer(message.vector);
      case 'missing':
      case 'update':
        return this.#keep(message.update);
      case 'erase':
        return this.#erase();
      default:
        return 'malformed';
    }
  }

  async #admit(message: RelayMessage & { readonly kind: 'admission' }): Promise<RelayRefusal | undefined> {
    const room = this.#room;
    if (!isAdmitted({ ...message, room, challenge: this.#challenge as Uint8Array, names: this.#names }))
      return 'not-admitted';
    this.#challenge = undefined;
    const standing = await this.#frame.rooms.enter(room, this);
    // Whoever is gone meanwhile has left before they had entered.
    if (this.#isOver) this.#frame.rooms.leave(room, this);
    this.#isBegun = standing !== undefined;
    return standing?.isErased === true ? 'room-erased' : undefined;
  }

  async #answer(vector: Uint8Array): Promise<RelayRefusal | undefined> {
    let size = 0;
    let isTooMuch = !this.#messages.take(this.#frame.quotas.messages, costOfState, this.#frame.now());
    const { bytes: rate, taking } = this.#frame.quotas;
    let late: NodeJS.Timeout | undefined;
    const isVector = await answerState(this.#frame, this.#room, vector, {
      send: (message) => {
        late ??= setTimeout(() => this.#giveUp(), taking.ms + (1_000 * size) / taking.perSecond).unref();
        return this.#sent(message);
      },
      mayTake: (bytes) => {
        size = bytes;
        isTooMuch ||= !this.#bytes.take(rate, bytes, this.#frame.now()) || !this.#place.mayRead(bytes);
        return !isTooMuch;
      },
      load: this.#place.load,
    }).finally(() => clearTimeout(late));
    if (isTooMuch) return 'too-fast';
    return isVector ? undefined : 'malformed';
  }

  /** Whoever takes what it asked for so slowly, or not at all, keeps memory that others need. */
  #giveUp(): void {
    this.close('too-slow');
    // It would not take that either.
    this.#socket.terminate();
  }

  async #keep(update: Uint8Array): Promise<RelayRefusal | undefined> {
    const { counts, rooms } = this.#frame;
    if (!isOuterUpdate(update)) return 'malformed';
    if (!isEmptyUpdate(update)) {
      if (!this.#isBegun && !this.#place.beginRoom()) return 'too-many-rooms';
      if (!this.#place.mayKeep(update.length)) return 'too-fast';
      const begun = this.#frame.now();
      const one = { room: this.#room, body: update };
      const keeping = await keepInRoom(this.#frame, one, (bytes) => this.#place.mayRead(bytes));
      if (keeping === 'too-fast') return keeping;
      if (typeof keeping === 'string') return keeping === 'full' ? 'room-full' : 'room-erased';
      this.#isBegun = true;
      counts.kept(update.length, (this.#frame.now() - begun) / 1000);
      rooms.kept(this.#room, keeping.position, update, this);
    }
    this.#kept += 1;
    this.#send({ kind: 'kept', count: this.#kept });
    if (this.#kept % manyUpdates === 0)
      await compactUnread(this.#frame, this.#room).catch((error: unknown) => this.#frame.onFailure(error));
    return undefined;
  }

  async #erase(): Promise<RelayRefusal | undefined> {
    await eraseRoom(this.#frame.database, this.#room);
    this.#frame.rooms.erased(this.#room);
    return 'room-erased';
  }

  #send(message: RelayMessage): void {
    if (!this.#isOver) this.#socket.send(relayMessageToBytes(message));
  }

  #sent(message: RelayMessage): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    if (this.#isOver) resolve();
    else this.#socket.send(relayMessageToBytes(message), (error) => (error ? reject(error) : resolve()));
    return promise;
  }
}
