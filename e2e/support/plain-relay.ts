import { once } from 'node:events';
import { createServer, request } from 'node:http';

/** A relay as `docs/aggregator.md` describes it: passes requests on and answers back, adds nothing and keeps nothing. */
export interface PlainRelay {
  /** For `PARLOUR_RELAY`. */
  readonly url: string;
  /** Method and path of all that came by. */
  readonly seen: readonly string[];
  close(): Promise<void>;
}

/** @param serverUrl of the server behind it. */
export async function plainRelay(port: number, serverUrl: string): Promise<PlainRelay> {
  const seen: string[] = [];
  const relay = createServer((asked, answer) => {
    const { method, url = '/', headers } = asked;
    seen.push(`${method} ${url}`);
    const { host: _, connection: __, ...kept } = headers;
    const passed = request(
      new URL(url.replace('/relay/', '/api/'), serverUrl),
      { method, headers: kept },
      (given) => {
        answer.writeHead(given.statusCode ?? 502, given.headers);
        given.pipe(answer);
      },
    );
    passed.on('error', () => answer.destroy());
    answer.on('close', () => passed.destroy());
    asked.pipe(passed);
  });
  relay.listen(port, 'localhost');
  await once(relay, 'listening');
  return {
    url: `http://localhost:${port}/relay/`,
    seen,
    async close() {
      relay.close();
      relay.closeAllConnections();
      await once(relay, 'close');
    },
  };
}
