import { toHex } from '../bytes.ts';
import type { ServerState } from '../aggregator/server-state.ts';

/** All of a state as text: equal digests, equal states. */
export const digestOfServer = (state: ServerState): string =>
  JSON.stringify(state, (_, value: unknown) => {
    if (value instanceof Uint8Array) {
      return toHex(value);
    }
    if (typeof value === 'object' && value !== null && Symbol.iterator in value) {
      return [...(value as Iterable<unknown>)];
    }
    return value;
  });
