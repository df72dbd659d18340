import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import {
  admissionBytes,
  idBytes,
  type RelayMessage,
  relayMessageFromBytes,
  relayMessageToBytes,
} from '@parlour/wire/relay';
import { WebSocket } from 'ws';

/** A room's key and id, as its devices have them. */
export interface BenchRoom {
  readonly id: string;
  readonly publicKey: Uint8Array;
  sign(bytes: Uint8Array): Uint8Array;
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

export function benchRoom(): BenchRoom {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const bytes = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return {
    id: sha256(idBytes('room', bytes)).subarray(0, 16).toString('hex'),
    publicKey: bytes,
    sign: (text) => sign(null, sha256(text), privateKey),
  };
}

/** A connection to a room without a document behind it: what is measured is the relay. */
export class RoomClient {
  readonly #socket: WebSocket;
  readonly #listener: (message: RelayMessage) => void;

  private constructor(socket: WebSocket, listener: (message: RelayMessage) => void) {
    this.#socket = socket;
    this.#listener = listener;
  }

  /** @param from the address to come from: a relay counts connections by address. */
  static async enter(
    host: string,
    room: BenchRoom,
    from: string,
    listener: (message: RelayMessage) => void = () => undefined,
  ): Promise<RoomClient> {
    const socket = new WebSocket(`ws://${host}/api/sync/rooms/${room.id}`, {
      perMessageDeflate: false,
      localAddress: from,
    });
    const client = new RoomClient(socket, listener);
    const entered = Promise.withResolvers<void>();
    socket.on('error', entered.reject);
    socket.on('close', (code) => entered.reject(new Error(`closed with ${code}`)));
    socket.on('message', (data: Buffer) => {
      const message = relayMessageFromBytes(data);
      if (message === undefined || message === 'ignored') return;
      if (message.kind === 'challenge') {
        const signature = room.sign(
          admissionBytes(Buffer.from(room.id, 'hex'), message.challenge, `http://${host}`),
        );
        client.send({ kind: 'admission', publicKey: room.publicKey, signature });
        client.send({ kind: 'state', vector: Uint8Array.of(0) });
      } else if (message.kind === 'missing') entered.resolve();
      else client.#listener(message);
    });
    await entered.promise;
    return client;
  }

  send(message: RelayMessage): void {
    this.#socket.send(relayMessageToBytes(message));
  }

  async leave(): Promise<void> {
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    await closed;
  }
}
