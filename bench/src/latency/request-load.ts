import { connect } from 'node:net';

/**
 * Asks for paths over keep-alive connections, some requests ahead on each, as fast as the answers come: little work a request, so that
 * the server is what is measured. @returns answers a second. @throws Error for an answer that is not 200.
 */
export async function requestLoad(
  port: number,
  pathOf: (request: number) => string,
  {
    requests,
    connections,
    ahead,
  }: { readonly requests: number; readonly connections: number; readonly ahead: number },
): Promise<number> {
  let next = 0;
  let answered = 0;
  const start = performance.now();
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let open = 0;
      let rest = Buffer.alloc(0);
      const ask = (): void => {
        while (open < ahead && next < requests) {
          socket.write(`GET ${pathOf(next)} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
          next += 1;
          open += 1;
        }
        if (open === 0) socket.end(() => resolve());
      };
      socket.on('error', reject);
      socket.on('data', (bytes) => {
        rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
        for (;;) {
          const head = rest.indexOf('\r\n\r\n');
          if (head < 0) break;
          const text = rest.toString('latin1', 0, head);
          const length = Number(/content-length: (\d+)/i.exec(text)?.[1]);
          if (!text.startsWith('HTTP/1.1 200') || !(length >= 0)) {
            reject(new Error(`answered with ${text.split('\r\n', 1)[0]}`));
            return;
          }
          const end = head + 4 + length;
          if (rest.length < end) break;
          rest = rest.subarray(end);
          open -= 1;
          answered += 1;
        }
        ask();
      });
      socket.on('connect', ask);
    });
  await Promise.all(Array.from({ length: connections }, one));
  return Math.round((1000 * answered) / (performance.now() - start));
}
