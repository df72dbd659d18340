/** For tests only: a web server on this machine whose pages do what their addresses say. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface LinkServer {
  readonly origin: string;
  /** Method and path of every request, in order. */
  readonly asked: string[];
  /** The most requests that were being answered at one time. */
  readonly mostAtOnce: () => number;
}

/** `/200`, `/404`, ... answer so; `/to/PATH` redirects; `/never` says nothing; `/get-only` knows no HEAD; `/round` turns in circles. */
export async function linkServer(): Promise<LinkServer> {
  const asked: string[] = [];
  let [open, most] = [0, 0];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(`${request.method} ${path}`);
    most = Math.max(most, ++open);
    response.on('close', () => void (open -= 1));
    const answer = (status: number, location?: string): void => {
      response.writeHead(status, location === undefined ? {} : { location });
      response.end(request.method === 'HEAD' ? undefined : 'A page.');
    };
    if (path === '/never') return;
    if (path === '/round') answer(302, '/round');
    else if (path === '/elsewhere') answer(302, 'ftp://example.org/');
    else if (path === '/get-only') answer(request.method === 'HEAD' ? 405 : 200);
    else if (path.startsWith('/to/')) answer(301, path.slice(3));
    else answer(Number(path.slice(1).split('?')[0]));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, asked, mostAtOnce: () => most };
}
