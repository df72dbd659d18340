import type { FastifyReply, FastifyRequest } from 'fastify';

export type LogInPurpose = 'console' | 'admission';

/** Lax, not Strict: the provider's page leads back here. */
const flags = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const;
const nameOf = (purpose: LogInPurpose) => `__Host-parlour-log-in-${purpose}`;

/** What binds a log-in to the browser that began it. */
export const logInCookie = {
  read: ({ cookies }: Pick<FastifyRequest, 'cookies'>, purpose: LogInPurpose): string | undefined =>
    cookies[nameOf(purpose)],
  set(reply: FastifyReply, purpose: LogInPurpose, value: string, seconds: number): void {
    reply.setCookie(nameOf(purpose), value, { ...flags, maxAge: seconds });
  },
  clear(reply: FastifyReply, purpose: LogInPurpose): void {
    reply.clearCookie(nameOf(purpose), flags);
  },
};
