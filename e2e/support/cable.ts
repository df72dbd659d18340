import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A network cable between a browser and a server, which can be pulled. */
export interface Cable {
  readonly url: string;
  pull(): void;
  plugIn(): void;
  remove(): Promise<void>;
}

/** @param port below the ephemeral range. @param to port of the server on this machine. */
export async function cable(port: number, to: number): Promise<Cable> {
  const sockets = new Set<Socket>();
  let isPulled = false;
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  const server = createServer((near) => {
    keep(near);
    if (isPulled) {
      near.destroy();
      return;
    }
    const far = connect(to, 'localhost');
    keep(far);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    near.pipe(far);
    far.pipe(near);
  });
  server.listen(port, 'localhost');
  await once(server, 'listening');
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://localhost:${port}`,
    pull() {
      isPulled = true;
      cut();
    },
    plugIn() {
      isPulled = false;
    },
    async remove() {
      server.close();
      cut();
      await once(server, 'close');
    },
  };
}
