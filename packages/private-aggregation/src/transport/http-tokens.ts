import { ParlourError, TokenAnswer } from '@parlour/wire';
import * as v from 'valibot';
import { type Bytes, fromHex, utf8 } from '../secure-aggregation/bytes.ts';
import { isTokenProblem, tokenError } from '../tokens/token-error.ts';
import { request } from './http-channel.ts';
import type { TokenDoor } from './token-door.ts';

export interface HttpTokensOptions {
  /** Of the aggregator's API, ending in a slash, e.g. `https://films.example/api/`. */
  readonly base: string;
  readonly signal?: AbortSignal | null;
}

/**
 * The door over HTTP: `GET directory` and `POST tokens`, JSON both ways. Refusals are problems (RFC 9457) with a member
 * `code`; no cookies, no referrer, no redirect, no cache, as in `httpChannel`.
 */
export function httpTokens({ base, signal = null }: HttpTokensOptions): TokenDoor {
  const ask = (path: string, init: RequestInit) =>
    request(new URL(path, base), { ...init, signal }, 'application/json').then(parse, rethrow);
  return {
    directory: () => ask('directory', {}),
    ask: async (body) => {
      const answer = v.safeParse(
        TokenAnswer,
        await ask('tokens', { method: 'POST', body: utf8(JSON.stringify(body)) }),
      );
      if (!answer.success) {
        throw tokenError('bad-signature');
      }
      return fromHex(answer.output.blindSignature);
    },
  };
}

/** What is not JSON is nothing: the schemas say so in their own words. */
function parse(bytes: Bytes | undefined): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** In the words that are about tokens; the aggregator's own words are never shown. */
function rethrow(error: unknown): never {
  if (error instanceof ParlourError) {
    const problem = error.code.replace(/^(tokens|aggregation)\//, '');
    const ours = error.code.startsWith('tokens/') || error.code === 'aggregation/unreachable';
    if (ours && isTokenProblem(problem)) {
      throw tokenError(problem, { cause: error.cause });
    }
  }
  throw error;
}
