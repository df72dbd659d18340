import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** Whether a request bears the operator's credential. */
export type IsOperator = (request: Pick<FastifyRequest, 'headers'>) => boolean;

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/**
 * `Authorization: Bearer <credential>`, of which the server knows the SHA-256 only. Hashes are compared, in constant time, so
 * that neither length nor beginning of a wrong one shows in how long it takes.
 * @param hash 32 bytes; undefined where there is no credential: then nobody is an operator.
 */
export function operatorCredential(hash: Uint8Array | undefined): IsOperator {
  return ({ headers: { authorization } }) => {
    const given = /^Bearer (\S{1,200})$/.exec(authorization ?? '')?.[1];
    return given !== undefined && hash !== undefined && timingSafeEqual(sha256(given), hash);
  };
}
