import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * `__Host-` makes a browser refuse it without Secure, with another path, or from a neighbouring domain (RFC 6265bis, section
 * 4.1.3.2), so nobody else's page can plant one.
 */
export const sessionCookie = '__Host-parlour-console';

const flags = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const;
/** 256 bits in base64url. */
const form = /^[A-Za-z0-9_-]{43}$/;

/** What a request's cookie says, or undefined where it has none or none of ours. */
export function readSessionCookie({ cookies }: Pick<FastifyRequest, 'cookies'>): string | undefined {
  const value = cookies[sessionCookie];
  return value !== undefined && form.test(value) ? value : undefined;
}

/** Gives it to the browser, until the browser is closed or the session ends. */
export function setSessionCookie(reply: FastifyReply, value: string, seconds: number): void {
  reply.setCookie(sessionCookie, value, { ...flags, maxAge: seconds });
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(sessionCookie, flags);
}
