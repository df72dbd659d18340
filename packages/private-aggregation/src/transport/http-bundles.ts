import type { Bytes } from '../secure-aggregation/bytes.ts';
import { toHex } from '../secure-aggregation/bytes.ts';
import { request } from './http-channel.ts';

/** A device's line to what is asked of everybody, and to the rounds that are about to begin. */
export interface BundleDoor {
  /** What is published, the newest first; not yet believed: for `openUnpinnedBundle`. */
  bundles(): Promise<readonly unknown[]>;
  /**
   * Waits a while for a round of a bundle that takes devices.
   * @returns its announcement, for `joinRound`; undefined where there is none yet.
   * @throws ParlourError `aggregation/unreachable` where trying again may help; with the aggregator's own code where it
   * refused: `-bundle-unknown`, `-bundle-expired`.
   */
  announcement(bundleHash: Bytes): Promise<Bytes | undefined>;
}

export interface HttpBundlesOptions {
  /** Of the aggregator's API, ending in a slash, e.g. `https://films.example/api/`. */
  readonly base: string;
  readonly signal?: AbortSignal | null;
}

/** The door over HTTP: `GET bundles` (JSON) and `GET bundles/{hash}/announcement` (binary), under the rules of `httpChannel`. */
export function httpBundles({ base, signal = null }: HttpBundlesOptions): BundleDoor {
  return {
    async bundles() {
      const bytes = await request(new URL('bundles', base), { signal });
      try {
        const list: unknown = JSON.parse(new TextDecoder().decode(bytes));
        return Array.isArray(list) ? list : [];
      } catch {
        return [];
      }
    },
    announcement: (bundleHash) =>
      request(new URL(`bundles/${toHex(bundleHash)}/announcement`, base), { signal }),
  };
}
