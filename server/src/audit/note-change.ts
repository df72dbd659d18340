import type { FastifyRequest } from 'fastify';
import { actorOf } from '../console-access/identity.ts';
import type { Queries } from '../database/connect.ts';
import { appendAudit, type Change } from './append-audit.ts';

const noted = new WeakSet<FastifyRequest>();

/**
 * Writes down what a request changes and for whom, in the transaction that changes it, last. A route of operators that answers
 * well without having called this fails, which `guardRoutes` sees to.
 */
export async function noteChange(
  transaction: Queries,
  request: FastifyRequest,
  change: Omit<Change, 'actor'>,
): Promise<void> {
  await appendAudit(transaction, { actor: actorOf(request.identity), ...change });
  noted.add(request);
}

/** Whether a change was written down for a request. */
export const isNoted = (request: FastifyRequest): boolean => noted.has(request);
