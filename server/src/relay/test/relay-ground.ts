import { generateKeyPairSync, type KeyObject, createHash, sign } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  admissionBytes,
  type RelayMessage,
  relayMessageFromBytes,
  relayMessageToBytes,
} from '@parlour/wire/relay';
import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { connect, type Database } from '../../database/connect.ts';
import { listen, type Notifications } from '../../database/notifications.ts';
import { freshDatabase } from '../../database/testing/fresh-database.ts';
import { bytesOf } from '../../rounds/ids.ts';
import { createRelayServer } from '../create-relay-server.ts';
import { relayIdOf } from '../relay-id.ts';
import type { RelayQuotas } from '../relay-quotas.ts';

/** An Ed25519 key as a device, a room or the recovery words have it. */
export interface TestKey {
  readonly publicKey: Uint8Array;
  /** Of the SHA-256 of these bytes. */
  sign(bytes: Uint8Array): Uint8Array;
}

export function testKey(): TestKey {
  const { publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject } =
    generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return {
    publicKey: Buffer.from(x, 'base64url'),
    sign: (bytes) => sign(null, createHash('sha256').update(bytes).digest(), privateKey),
  };
}

/** A room as its devices know it. */
export interface TestRoom {
  readonly id: string;
  readonly key: TestKey;
}

export function testRoom(): TestRoom {
  const key = testKey();
  return { id: relayIdOf('room', key.publicKey), key };
}

/** What looks like a sealed update, which is all that a relay can tell of it. */
export const sealedLike = (fill: number, size = 653): Uint8Array => new Uint8Array(size).fill(fill);
export const deviceName = 'd'.repeat(64);

/** A yjs update to an outer document with these sealed updates, by a client of its own. */
export function outerUpdate(...sealed: readonly Uint8Array[]): Uint8Array {
  const document = new Y.Doc();
  document.getArray(deviceName).push([...sealed]);
  return Y.encodeStateAsUpdate(document);
}

/** One socket, as a device or somebody hostile has it. */
export class TestSocket {
  readonly socket: WebSocket;
  readonly heard: RelayMessage[] = [];
  readonly closed: Promise<number>;
  /** Of the relay that was dialled. */
  readonly origin: string;
  #more = Promise.withResolvers<void>();

  constructor(url: string) {
    this.origin = `http://${new URL(url).host}`;
    this.socket = new WebSocket(url, { perMessageDeflate: false });
    this.socket.on('message', (data: Buffer) => {
      const message = relayMessageFromBytes(new Uint8Array(data));
      if (message === undefined || message === 'ignored') throw new Error('no message of a relay');
      this.heard.push(message);
      this.#wake();
    });
    this.socket.on('error', () => undefined);
    this.closed = once(this.socket, 'close').then(([code]) => {
      this.#wake();
      return code as number;
    });
  }

  #wake(): void {
    this.#more.resolve();
    this.#more = Promise.withResolvers();
  }

  /** The next message, whichever. */
  next(): Promise<void> {
    return this.#more.promise;
  }

  send(message: RelayMessage | Uint8Array): void {
    this.socket.send(message instanceof Uint8Array ? message : relayMessageToBytes(message));
  }

  /** The first message of this kind, of those that are wanted, once it has come. */
  async hear<K extends RelayMessage['kind']>(
    kind: K,
    isWanted: (message: RelayMessage & { kind: K }) => boolean = () => true,
  ): Promise<RelayMessage & { kind: K }> {
    for (;;) {
      const found = this.heard.find(
        (one): one is RelayMessage & { kind: K } => one.kind === kind && isWanted(one as never),
      );
      if (found !== undefined) return found;
      if (this.socket.readyState > 1) throw new Error(`closed before ${kind}`);
      await this.#more.promise;
    }
  }

  async admit({ id, key }: TestRoom): Promise<void> {
    const { challenge } = await this.hear('challenge');
    const signature = key.sign(admissionBytes(bytesOf(id), challenge, this.origin));
    this.send({ kind: 'admission', publicKey: key.publicKey, signature });
  }

  /** Admitted, with all that lies in the room. */
  async enter(room: TestRoom): Promise<Y.Doc> {
    await this.admit(room);
    const document = new Y.Doc();
    this.send({ kind: 'state', vector: Y.encodeStateVector(document) });
    await this.hear('missing');
    return this.document();
  }

  /** What was heard so far, together. */
  document(): Y.Doc {
    const document = new Y.Doc();
    for (const one of this.heard)
      if (one.kind === 'missing' || one.kind === 'update') Y.applyUpdate(document, one.update);
    return document;
  }

  /** @param kept messages with updates of this socket until then, this one included. */
  async put(update: Uint8Array, kept: number): Promise<void> {
    this.send({ kind: 'update', update });
    await this.hear('kept', ({ count }) => count >= kept);
  }

  async leave(): Promise<void> {
    this.socket.close();
    await this.closed;
  }
}

/** Bytes that fill the sealed updates of a document's one device, in order. */
export const fills = (document: Y.Doc): number[] =>
  (document.getArray(deviceName).toArray() as Uint8Array[]).map(([first]) => first);

export interface TestReplica {
  readonly server: FastifyInstance;
  readonly database: Database;
  readonly registry: Registry;
  readonly log: string[];
  readonly url: string;
  socket(id: string): TestSocket;
  close(): Promise<void>;
}

/** One database, and as many replicas of a relay on it as a test starts. */
export async function relayGround() {
  const fresh = await freshDatabase();
  const replicas: TestReplica[] = [];
  return {
    address: fresh.address,
    async replica(quotas: Partial<RelayQuotas> = {}, origins: readonly string[] = []): Promise<TestReplica> {
      const database = connect(fresh.address);
      const notifications: Notifications = await listen(fresh.address);
      const registry = new Registry();
      const log: string[] = [];
      const server = await createRelayServer({
        database,
        notifications,
        registry,
        quotas,
        origins,
        logLevel: 'trace',
        logTo: { write: (line) => log.push(line) },
      });
      await server.listen({ port: 0, host: '127.0.0.1' });
      const url = `127.0.0.1:${(server.server.address() as AddressInfo).port}`;
      let isClosed = false;
      const replica: TestReplica = {
        server,
        database,
        registry,
        log,
        url,
        socket: (id) => new TestSocket(`ws://${url}/api/sync/rooms/${id}`),
        async close() {
          if (isClosed) return;
          isClosed = true;
          await server.close();
          await notifications.close();
          await database.$client.end();
        },
      };
      replicas.push(replica);
      return replica;
    },
    async close(): Promise<void> {
      await Promise.all(replicas.map((one) => one.close()));
      await fresh.drop();
    },
  };
}
export type RelayGround = Awaited<ReturnType<typeof relayGround>>;
