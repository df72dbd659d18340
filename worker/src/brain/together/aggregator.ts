import type { Bytes } from '@parlour/private-aggregation';
import { tokenError } from '@parlour/private-aggregation/tokens';
import {
  type BundleDoor,
  httpBundles,
  httpChannel,
  httpTakingPart,
  httpTokens,
  type RoundChannel,
  type TokenDoor,
} from '@parlour/private-aggregation/transport';
import type { TakingPart } from '@parlour/wire';

/** Every line that a device has to the aggregator. */
export interface Aggregator {
  readonly tokens: TokenDoor;
  readonly bundles: Pick<BundleDoor, 'bundles'>;
  takingPart(): Promise<TakingPart>;
  /** What a device asks and says in rounds. @param relay base of the API through a relay; null: the aggregator itself. */
  rounds(relay: string | null): RoundLines;
}

export interface RoundLines extends Pick<BundleDoor, 'announcement'> {
  channel(roundId: Bytes, signingKey: Bytes): RoundChannel;
}

/** @param signal closes all lines. */
export type OpenAggregator = (signal: AbortSignal) => Aggregator;

/** @param base of the aggregator's API, ending in a slash. */
export const httpAggregator =
  (base: string): OpenAggregator =>
  (signal) => ({
    tokens: httpTokens({ base, signal }),
    bundles: httpBundles({ base, signal }),
    takingPart: () => httpTakingPart({ base, signal }),
    rounds: (relay) => ({
      announcement: (hash) => httpBundles({ base: relay ?? base, signal }).announcement(hash),
      channel: (roundId, signingKey) => httpChannel({ base: relay ?? base, roundId, signingKey, signal }),
    }),
  });

const nowhere = (): Promise<never> => Promise.reject(tokenError('unreachable'));
/** Nobody to be reached. */
export const noAggregator: OpenAggregator = () => ({
  tokens: { directory: nowhere, ask: nowhere },
  bundles: { bundles: nowhere },
  takingPart: nowhere,
  rounds: () => ({ announcement: nowhere, channel: () => ({ post: nowhere, next: nowhere }) }),
});
