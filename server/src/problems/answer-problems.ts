import type { FastifyInstance, FastifyReply } from 'fastify';
import { httpError } from './http-error.ts';
import { problemOf } from './problem-of.ts';

/**
 * Makes every error of a server a problem (RFC 9457) with a `code`. What is the server's own fault is logged by its name
 * and codes: messages of a database or a parser repeat what was asked, which may be a key or a token.
 */
export function answerProblems(server: FastifyInstance): void {
  server.setErrorHandler(async (error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500) {
      server.log.error({ route: request.routeOptions.url, code: problem.code, error: namesOf(error) });
    }
    await sendProblem(reply, problem);
  });
}

/** Answers what is asked at an address where there is nothing, for servers without pages. */
export function answerElsewhere(server: FastifyInstance): void {
  server.setNotFoundHandler(async (_request, reply) => sendProblem(reply, problemOf(httpError('not-found'))));
}

/** Sends a problem as it is. */
export const sendProblem = async (
  reply: FastifyReply,
  problem: ReturnType<typeof problemOf>,
): Promise<void> => {
  await reply
    .code(problem.status)
    .type('application/problem+json')
    .header('cache-control', 'no-store')
    .send(problem);
};

/** Names and codes of an error and of what caused it, outermost first. */
function namesOf(error: unknown): string[] {
  const names: string[] = [];
  for (let at = error; at instanceof Error && names.length < 5; at = at.cause) {
    names.push('code' in at && typeof at.code === 'string' ? `${at.name} ${at.code}` : at.name);
  }
  return names;
}
