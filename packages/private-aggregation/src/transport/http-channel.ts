import * as v from 'valibot';
import { type Bytes, concat, toHex } from '../secure-aggregation/bytes.ts';
import type { Kind } from '../secure-aggregation/messages/signed-message.ts';
import { refusedByAggregator, unreachable } from './channel-error.ts';
import type { RoundChannel } from './round-channel.ts';

export interface HttpChannelOptions {
  /** Of the aggregator's API, or of a relay (`TakingPart`), ending in a slash, e.g. `https://films.example/api/`. */
  readonly base: string;
  readonly roundId: Bytes;
  /** The device's one-time key: what the aggregator knows it by in this round. */
  readonly signingKey: Bytes;
  readonly signal?: AbortSignal | null;
}

/** Of one answer: the keys of 254 neighbours take less than a megabyte. */
const MOST_BYTES = 2 ** 22;
const Problem = v.object({ code: v.pipe(v.string(), v.regex(/^[a-z-]+\/[a-z-]+$/)) });

/**
 * The channel over HTTP, binary both ways:
 *
 * - `POST rounds/{roundId}/messages` with a message: 204, or 200 with the answer.
 * - `GET rounds/{roundId}/next/{kind}?key={signingKey}`: 200 with the message, 204 after waiting in vain.
 *
 * Refusals are problems (RFC 9457) with a member `code`. 408, 425, 429 and 5xx are worth another try. Requests carry
 * no cookies, no referrer, and follow no redirect.
 */
export function httpChannel({ base, roundId, signingKey, signal = null }: HttpChannelOptions): RoundChannel {
  const round = new URL(`rounds/${toHex(roundId)}/`, base);
  return {
    post: (message) => request(new URL('messages', round), { method: 'POST', body: message, signal }),
    next: (kind: Kind) => request(new URL(`next/${kind}?key=${toHex(signingKey)}`, round), { signal }),
  };
}

/**
 * One request through the door, under its rules.
 * @throws ParlourError `aggregation/unreachable`, or with the aggregator's own code.
 */
export async function request(
  url: URL,
  init: RequestInit,
  contentType = 'application/octet-stream',
): Promise<Bytes | undefined> {
  const response = await fetch(url, {
    ...init,
    headers: init.body === undefined ? {} : { 'content-type': contentType },
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    redirect: 'error',
  }).catch((cause: unknown) => Promise.reject(unreachable(cause)));
  if (response.status >= 500 || [408, 425, 429].includes(response.status)) {
    throw unreachable(response.status);
  }
  if (!response.ok) {
    const problem = v.safeParse(Problem, await response.json().catch(() => undefined));
    throw refusedByAggregator(response.status, problem.success ? problem.output.code : undefined);
  }
  if (response.status === 204) {
    return undefined;
  }
  return readBody(response);
}

/** Stops reading where no message of the protocol goes on, whatever length was announced. */
async function readBody({ body, status }: Response): Promise<Bytes> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read().catch(brokenOff)) ?? { done: true };
    if (done || value === undefined) {
      return concat(...chunks);
    }
    chunks.push(value);
    length += value.length;
    if (length > MOST_BYTES) {
      await reader?.cancel().catch(() => undefined);
      throw refusedByAggregator(status, undefined);
    }
  }
}

const brokenOff = (cause: unknown): never => {
  throw unreachable(cause);
};
