import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A relay that has nothing of its own: whatever it is asked it asks another one, and says what that says. */
export interface PassingOn {
  /** Without a path. */
  readonly origin: string;
  /** As `relayAddress` of packages/sync reads it. */
  readonly address: string;
  /** Where it passes on what comes from now on, and which host it claims to have been asked for. */
  to(origin: string, host: string): void;
  end(): Promise<void>;
}

export async function passingOn(): Promise<PassingOn> {
  let port = 0;
  let claimed = '';
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, 'localhost');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => socket.destroy());
    }
    near.once('data', (first) => {
      far.write(first.toString('latin1').replace(/^host:.*$/im, `Host: ${claimed}`), 'latin1');
      near.pipe(far).pipe(near);
    });
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    address: `${origin}/api/sync/`,
    to(there, host) {
      // Those that a client keeps for what it asks next would still lead to where they did.
      for (const socket of sockets) socket.destroy();
      port = Number(new URL(there).port);
      claimed = host;
    },
    async end() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
