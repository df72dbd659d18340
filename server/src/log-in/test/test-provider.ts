import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** Somebody at the provider. */
export interface Person {
  readonly subject: string;
  readonly claims?: Readonly<Record<string, string | readonly string[]>>;
}

export const clientId = 'parlour';

/**
 * A real provider (oidc-provider) on a loopback port, where whoever `people.next` is logs in without being asked; none refuses.
 * @param callbacks addresses that it leads back to.
 */
export async function testProvider(callbacks: readonly string[]) {
  const listener = createServer();
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const issuer = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const clientSecret = randomBytes(24).toString('base64url');
  const people: { next: Person | undefined; readonly known: Map<string, Person> } = {
    next: undefined,
    known: new Map(),
  };
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [...callbacks] }],
    claims: { openid: ['sub'], profile: ['name', 'groups'] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    jwks: { keys: [{ ...key, kty: 'RSA', use: 'sig', alg: 'RS256' }] },
    features: { devInteractions: { enabled: false } },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...people.known.get(id)?.claims }),
    }),
    async loadExistingGrant({ oidc }) {
      const { client, session } = oidc;
      const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  listener.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    const { next } = people;
    if (next !== undefined) people.known.set(next.subject, next);
    const outcome =
      next === undefined
        ? { error: 'access_denied' }
        : { login: { accountId: next.subject, remember: false } };
    provider.interactionFinished(request, response, outcome).catch(() => response.end());
  });

  return {
    issuer,
    clientSecret,
    people,
    /** A browser of its own walks through the provider's pages. @returns the address that it is led back to. */
    async walk(url: string): Promise<string> {
      const jar = new Map<string, string>();
      for (let at = url; ; ) {
        const cookie = Array.from(jar, ([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
        for (const line of response.headers.getSetCookie()) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          if (name !== undefined && value !== undefined) jar.set(name, value);
        }
        const location = response.headers.get('location');
        if (location === null) throw new Error(`${response.status} ${await response.text()}`);
        at = new URL(location, at).href;
        if (callbacks.some((callback) => at.startsWith(`${callback}?`))) return at;
      }
    },
    async close() {
      listener.closeAllConnections();
      await new Promise((resolve) => void listener.close(resolve));
    },
  };
}
