import {
  type Bytes,
  type EncodingPlan,
  type OpenedBundle,
  openUnpinnedBundle,
  planEncoding,
  type Tools,
} from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import {
  type EpochKeys,
  epochKeys,
  openTokenDirectory,
  tokenChecker,
  webBlindRsa,
} from '@parlour/private-aggregation/tokens';
import type { TokenDoor } from '@parlour/private-aggregation/transport';
import type { Bundle, SignedBundle } from '@parlour/wire';

/** What all devices of a simulation know before they begin, each as a device of a person would find it out. */
export interface SimulatedWorld {
  readonly tools: Tools;
  readonly bundle: OpenedBundle;
  readonly plan: EncodingPlan;
  readonly keys: EpochKeys;
  readonly aggregatorKey: Bytes;
}

/**
 * @param audience of the bundle; `people` only where a test lets made devices take part beside real ones.
 * @throws ParlourError as `openTokenDirectory` and `openUnpinnedBundle`.
 */
export async function simulatedWorld(
  door: TokenDoor,
  signed: SignedBundle,
  audience: Bundle['audience'] = 'simulation',
): Promise<SimulatedWorld> {
  const directory = await openTokenDirectory(nodeSuite, await door.directory(), { aggregatorKey: undefined });
  const aggregatorKey = Uint8Array.from(Buffer.from(directory.aggregatorKey, 'hex'));
  const bundle = await openUnpinnedBundle(nodeSuite, signed, {
    aggregatorKey,
    now: Date.now(),
    audience,
  });
  const keys = await epochKeys(nodeSuite, directory, bundle.bundle.epoch);
  const tokenIsValid = await tokenChecker({ suite: nodeSuite, blindRsa: webBlindRsa }, keys);
  return {
    tools: { suite: nodeSuite, tokenIsValid },
    bundle,
    plan: await planEncoding(nodeSuite, bundle.bundle, bundle.hash),
    keys,
    aggregatorKey,
  };
}
