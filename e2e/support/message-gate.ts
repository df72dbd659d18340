import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type Kind, readHeader } from '@parlour/private-aggregation';

/** A message that left a page. */
export interface SeenMessage {
  readonly kind: Kind;
  readonly bytes: Buffer;
  readonly isDelivered: boolean;
}

/** Stands between one browser and the server: lets everything through but messages of rounds that are to be lost. */
export interface MessageGate {
  readonly url: string;
  readonly seen: readonly SeenMessage[];
  /** From now on messages of this kind are lost, as if the line were broken; resolves when the first one was. */
  loses(kind: Kind): Promise<void>;
  /** Lets messages of this kind through again. */
  delivers(kind: Kind): void;
  close(): Promise<void>;
}

export async function openGate(port: number, serverUrl: string): Promise<MessageGate> {
  const seen: SeenMessage[] = [];
  const lost = new Map<Kind, () => void>();
  const isLost = (asked: IncomingMessage, body: Buffer): boolean => {
    if (!/^\/api\/rounds\/[0-9a-f]+\/messages$/.test(asked.url ?? '')) return false;
    const { kind } = readHeader(new Uint8Array(body));
    const tell = lost.get(kind);
    seen.push({ kind, bytes: body, isDelivered: tell === undefined });
    tell?.();
    return tell !== undefined;
  };
  const pass = async (asked: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const body = await buffer(asked);
    if (isLost(asked, body)) {
      answer.destroy();
      return;
    }
    const { method, headers } = asked;
    const passed = request(new URL(asked.url ?? '/', serverUrl), { method, headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    answer.on('close', () => passed.destroy());
    passed.end(body);
  };
  const server = createServer((asked, answer) => {
    pass(asked, answer).catch(() => answer.destroy());
  });
  server.listen(port, 'localhost');
  await once(server, 'listening');
  return {
    url: `http://localhost:${port}`,
    seen,
    loses: (kind) => new Promise((resolve) => lost.set(kind, resolve)),
    delivers: (kind) => void lost.delete(kind),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
