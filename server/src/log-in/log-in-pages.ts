import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../database/connect.ts';
import { problemOf } from '../problems/problem-of.ts';
import { beginLogIn, patienceSeconds } from './begin-log-in.ts';
import { endLogIn, type Vouched } from './end-log-in.ts';
import { logInCookie, type LogInPurpose } from './log-in-cookie.ts';
import type { Provider } from './provider.ts';

export interface LogInPages {
  readonly database: Database;
  readonly provider: Provider;
  readonly purpose: LogInPurpose;
  /** Origin of this server, as the provider knows it. */
  readonly origin: string;
  /** Path of the callback. */
  readonly callback: string;
  /** Path of the page that a log-in ends at. */
  readonly page: string;
  /** Whether names and groups are wanted, or the subject alone. */
  readonly isNamed: boolean;
  /** What becomes of a log-in that ended well. @returns what the page is told after `#`; empty: nothing. */
  readonly onVouched: (vouched: Vouched, request: FastifyRequest, reply: FastifyReply) => Promise<string>;
}

/**
 * The two addresses that a person's browser walks through. Whatever goes wrong ends on a page, which is told the code of the
 * problem after `#`, where no server and no log sees it.
 */
export function logInPages(pages: LogInPages) {
  const { database, provider, purpose, origin, callback, page, isNamed, onVouched } = pages;
  const lead = (reply: FastifyReply, told: string) =>
    reply.redirect(told === '' ? page : `${page}#${told}`, 303);
  const orProblem = async (reply: FastifyReply, walk: () => Promise<FastifyReply>) => {
    try {
      return await walk();
    } catch (error) {
      const { code, status } = problemOf(error);
      if (status >= 500) reply.log.error({ code }, 'log-in');
      return lead(reply, `problem=${code}`);
    }
  };
  return {
    start: (_request: FastifyRequest, reply: FastifyReply) =>
      orProblem(reply, async () => {
        const redirectUri = `${origin}${callback}`;
        const { url, browser } = await beginLogIn(database, provider, { purpose, redirectUri });
        logInCookie.set(reply, purpose, browser, patienceSeconds);
        return reply.redirect(url.href, 303);
      }),
    back: (request: FastifyRequest, reply: FastifyReply) =>
      orProblem(reply, async () => {
        logInCookie.clear(reply, purpose);
        const url = new URL(request.url, origin);
        const browser = logInCookie.read(request, purpose);
        const vouched = await endLogIn(database, provider, { purpose, url, browser, isNamed });
        return lead(reply, await onVouched(vouched, request, reply));
      }),
  };
}
