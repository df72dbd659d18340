import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Serves bytes by name to pages of any origin, until `stop`: what is too large for a message of the DevTools protocol, in which
 * Playwright's own answers go.
 */
export async function serveFiles(
  files: Readonly<Record<string, Uint8Array>>,
): Promise<{ address: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    const bytes = files[(request.url ?? '').slice(1)];
    response.writeHead(bytes === undefined ? 404 : 200, { 'access-control-allow-origin': '*' });
    response.end(bytes);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://localhost:${port}`,
    stop: () =>
      new Promise<void>((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error === undefined ? resolve() : reject(error)));
      }),
  };
}
