import { hash } from 'node:crypto';
import type { Awaitable, Tools } from '@parlour/private-aggregation';

/**
 * The same tools, for many devices of one process: a public signature or token that one of them has checked is not checked
 * again by the others, who come to the same end. A device of a person does that work on a machine of its own; here it would
 * take the processors from the server that is measured (a fifth of a round). What is secret is shared by nobody.
 */
export function sharedChecks(tools: Tools): Tools {
  const remember = (check: (...parts: Uint8Array<ArrayBuffer>[]) => Awaitable<boolean>) => {
    const known = new Map<string, Awaitable<boolean>>();
    return (...parts: Uint8Array<ArrayBuffer>[]): Awaitable<boolean> => {
      // Lengths first: other parts with the same bytes in a row are something else.
      const lengths = Uint32Array.from(parts, ({ length }) => length);
      const name = hash('sha256', Buffer.concat([Buffer.from(lengths.buffer), ...parts]), 'base64');
      const before = known.get(name);
      if (before !== undefined) return before;
      const result = check(...parts);
      known.set(name, result);
      return result;
    };
  };
  const { suite, tokenIsValid } = tools;
  return {
    suite: { ...suite, verify: remember((key, data, signature) => suite.verify(key, data, signature)) },
    tokenIsValid: remember((key, token) => tokenIsValid(key, token)),
  };
}
