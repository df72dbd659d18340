import type { CryptoSuite } from '../secure-aggregation/suite/crypto-suite.ts';
import { type EncodingBundle, shareVariance } from './integer-scale.ts';
import { integerNorm } from './noise-floor.ts';
import { Rotation } from './rotation.ts';
import { SkellamSampler } from './skellam-sampler.ts';
import { skellamTable } from './skellam-table.ts';

/** Everything about encoding that follows from a bundle alone: computed once, when the bundle is pinned. */
export interface EncodingPlan {
  readonly bundle: EncodingBundle;
  /** Words of a report. */
  readonly dimension: number;
  readonly rotation: Rotation;
  /** Integers per unit. */
  readonly scale: number;
  /** Greatest L2 norm of a report's integers before noise: what the ledger is charged for. */
  readonly normBound: number;
  /** Variance of one device's noise at each coordinate, in squared integers. */
  readonly noiseVariance: number;
  readonly noise: Pick<SkellamSampler, 'sample'>;
}

const signsInfo = new TextEncoder().encode('parlour/private-aggregation/rotation/1');

/**
 * @param bundle one that was opened, so that its values are within the compiled-in limits.
 * @param bundleHash SHA-256 of the bundle: the public seed of the rotation, the same for all who answer it.
 * @throws ParlourError `aggregation/bundle-weakened` for noise below the compiled-in floors: there is no plan without it.
 */
export async function planEncoding(
  suite: CryptoSuite,
  bundle: EncodingBundle,
  bundleHash: Uint8Array<ArrayBuffer>,
): Promise<EncodingPlan> {
  const dimension = bundle.queries.reduce((sum, query) => sum + query.dimension, 0);
  const { scale, normBound } = integerNorm(bundle, dimension);
  const key = await suite.hkdf(bundleHash, new Uint8Array(0), signsInfo, 32);
  const rotation = new Rotation(dimension, await suite.keystream(key, Rotation.signBytes(dimension)));
  const table = skellamTable(shareVariance(bundle) * scale * scale);
  return {
    bundle,
    dimension,
    rotation,
    scale,
    normBound,
    noiseVariance: table.variance,
    noise: new SkellamSampler(table),
  };
}
