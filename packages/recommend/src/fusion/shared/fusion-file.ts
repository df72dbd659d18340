import { ParlourError, type PublishedFusion, SharedFusion, SignedPublicFile } from '@parlour/wire';
import * as v from 'valibot';
import { type FusionWeights } from '../fusion-weights.ts';
import { decodeFusion, weightsOf } from '../published-weights.ts';

/** Where everybody's fusion starts from: learned on public ratings by the operator, or shared by people who take part. */
export type FusionFile =
  | { readonly from: 'ratings'; readonly published: PublishedFusion }
  | { readonly from: 'people'; readonly shared: SharedFusion; readonly signed: SignedPublicFile };

/**
 * Reads either. Whether the signature of shared weights is the aggregator's is for `openPublicFile` of `@parlour/private-aggregation` to say.
 * @throws ParlourError `model/damaged-fusion`
 */
export function readFusion(bytes: Uint8Array): FusionFile {
  const signed = signedIn(bytes);
  if (signed === undefined) return { from: 'ratings', published: decodeFusion(bytes) };
  try {
    return { from: 'people', shared: v.parse(SharedFusion, JSON.parse(signed.text)), signed };
  } catch (cause) {
    throw damaged(cause);
  }
}

/** Where a device starts that believes the file. */
export function startOf(file: FusionFile): FusionWeights {
  if (file.from === 'ratings') return weightsOf(file.published);
  const { members, weights } = file.shared;
  return weightsOf({ members, weights: Object.fromEntries(members.map((name, at) => [name, weights[at]])) });
}

function signedIn(bytes: Uint8Array): SignedPublicFile | undefined {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const found = v.safeParse(SignedPublicFile, json);
    return found.success ? found.output : undefined;
  } catch {
    return undefined;
  }
}

const damaged = (cause: unknown): ParlourError =>
  new ParlourError(
    'model/damaged-fusion',
    {
      message: 'The shared weights of the strategies cannot be read.',
      meaning: 'Lists are mixed with the weights that Parlour comes with.',
      mend: 'The next released round makes them anew; until then, promote an earlier version in the console.',
    },
    { cause },
  );
