import { type MomentBasis, momentDimension, momentRank } from '@parlour/model/moments';
import { type EncodingPlan, LIMITS, planEncoding } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { momentsId } from '@parlour/private-aggregation/queries';
import { federatedBundle } from '../federated-bundle.ts';

/** As bundles say over a basis that knows what people watch (`momentsSumNorm` of the command line). */
const sumNorm = 0.36;

/** The model update at the least noise that devices accept, with all of the clip, as is worst for a person. */
export const attackedPlan = ({ design }: MomentBasis, cohort: number): Promise<EncodingPlan> =>
  planEncoding(
    nodeSuite,
    federatedBundle(
      {
        id: momentsId('0'.repeat(32)),
        version: 1,
        purpose: 'To learn which kinds of titles go together.',
        dimension: momentDimension(momentRank(design)),
        scale: 1,
        clipShare: 1,
        sumNorm,
      },
      cohort,
      LIMITS.minimumNoiseMultiplier,
    ),
    new Uint8Array(32),
  );
