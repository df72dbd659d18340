import type { FastifyRequest } from 'fastify';
import type { Queries } from '../database/connect.ts';
import type { IsOperator } from '../operators/operator-credential.ts';
import type { Identity } from './identity.ts';
import { readSessionCookie } from './session-cookie.ts';
import { findSession, sessionHashOf } from './sessions.ts';

/** Who asks. Answered once a request, however often it is asked. */
export type Identify = (request: FastifyRequest) => Promise<Identity>;

/** By the operator's credential, else by the cookie of a session. */
export function identifier(queries: Queries, isOperator: IsOperator): Identify {
  const known = new WeakMap<FastifyRequest, Promise<Identity>>();
  const look = async (request: FastifyRequest): Promise<Identity> => {
    if (isOperator(request)) return { kind: 'credential' };
    const id = readSessionCookie(request);
    if (id === undefined) return { kind: 'nobody' };
    const sessionHash = sessionHashOf(id);
    const session = await findSession(queries, sessionHash);
    return session === undefined ? { kind: 'nobody' } : { kind: 'account', session, sessionHash };
  };
  return (request) => {
    const identity = known.get(request) ?? look(request);
    known.set(request, identity);
    return identity;
  };
}
