import type { FastifyRequest } from 'fastify';
import { consoleError } from './console-error.ts';

/** Names that a browser trusts without TLS. */
const isLocal = (hostname: string) =>
  hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1';

/**
 * Origins whose pages are this server's own.
 *
 * The configured one; where none is, that of the host which the request was sent to. A page cannot make a browser lie about
 * either header, so all that another `Host` can do is what this is safe against: under a foreign name that leads here (rebound
 * DNS, a phishing relay) the browser has no cookie of ours and no passkey of ours, since both are bound to the name.
 */
export function ownOrigins({ host }: Pick<FastifyRequest, 'host'>, configured?: string): readonly string[] {
  if (configured !== undefined) return [configured];
  const url = URL.parse(`https://${host}`);
  if (url === null || url.host !== host.replace(/:443$/, '').toLowerCase()) return [];
  return isLocal(url.hostname) ? [url.origin, `http://${url.host}`] : [url.origin];
}

/**
 * Origin of the page that a request came from, which is one of our own.
 * @throws ParlourError `console/foreign-page` for another's, and for a request that does not say.
 */
export function pageOrigin(request: Pick<FastifyRequest, 'host' | 'headers'>, configured?: string): string {
  const { origin, 'sec-fetch-site': site } = request.headers;
  const isOurs = origin !== undefined && ownOrigins(request, configured).includes(origin);
  if (!isOurs || (site !== undefined && site !== 'same-origin')) throw consoleError('foreign-page');
  return origin;
}
