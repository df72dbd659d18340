import type { FastifyRequest } from 'fastify';
import { operatorCredential } from '../operators/operator-credential.ts';

/** Whether a request may read the metrics. */
export type MayReadMetrics = (request: Pick<FastifyRequest, 'headers' | 'socket'>) => boolean;

const forwarded = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
];

/**
 * Whoever bears the token, or comes from this very machine. A proxy on the same machine comes from it too, but says for whom
 * it asks: what is forwarded needs the token. (A proxy that says nothing must not pass `/metrics` on.)
 * @param tokenHash SHA-256 of the token, 32 bytes; undefined: loopback alone.
 */
export function mayReadMetrics(tokenHash?: Uint8Array): MayReadMetrics {
  const bearsToken = operatorCredential(tokenHash);
  return (request) => bearsToken(request) || isFromHere(request);
}

const isFromHere: MayReadMetrics = ({ headers, socket }) =>
  isLoopback(socket.remoteAddress ?? '') && !forwarded.some((name) => name in headers);

/** Whether an address is this very machine's. */
export const isLoopback = (address: string): boolean => /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/.test(address);
