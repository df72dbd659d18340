import { type TokenDoor, httpTokens } from '@parlour/private-aggregation/transport';
import { tokenError } from '@parlour/private-aggregation/tokens';
import { TokenAnswer } from '@parlour/wire';
import * as v from 'valibot';

/**
 * The door of tokens with the operator's credential shown at it, whose requests no limit counts: devices of a simulation
 * all come from one place. What is asked and answered is the same as for anybody.
 * @param base of the aggregator's API, ending in a slash.
 */
export function operatorTokenDoor(base: string, credential: string): TokenDoor {
  return {
    ...httpTokens({ base }),
    async ask(request) {
      const response = await fetch(new URL('tokens', base), {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${credential}` },
        body: JSON.stringify(request),
        redirect: 'error',
      }).catch((cause: unknown) => Promise.reject(tokenError('unreachable', { cause })));
      const answer = v.safeParse(TokenAnswer, await response.json().catch(() => undefined));
      if (response.status >= 500) throw tokenError('unreachable');
      if (!response.ok || !answer.success) throw tokenError('not-admitted');
      return Uint8Array.from(Buffer.from(answer.output.blindSignature, 'hex'));
    },
  };
}
