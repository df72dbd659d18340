/** For tests only: an aggregator in this process that publishes a directory and bundles, and signs tokens. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { publishBundle } from '@parlour/private-aggregation';
import { nodeSuite } from '@parlour/private-aggregation/node-suite';
import { popularityId, popularityScale } from '@parlour/private-aggregation/queries';
import { publishTokenDirectory, tokenError } from '@parlour/private-aggregation/tokens';
import type { Bundle, SignedBundle, TakingPart, TokenRequest } from '@parlour/wire';
import type { Aggregator } from './aggregator.ts';
import { fromHex, toHex } from './hex.ts';

const week = 604_800_000;
/** A moment in the middle of the epoch that is on. */
export const noon = Date.UTC(2026, 10, 26, 12);
export const listName = 'ab'.repeat(16);

export const peopleBundle = (change: Partial<Bundle> = {}): Bundle => ({
  format: 1,
  epoch: '2026-w48',
  audience: 'people',
  queries: [
    {
      id: popularityId(listName),
      version: 1,
      purpose: 'To learn which titles many people watch.',
      dimension: 40,
      scale: popularityScale(16, 1),
      clipShare: 1,
      sumNorm: 0.6,
    },
  ],
  clipNorm: 1,
  bits: 20,
  minimumReports: 50,
  cohortSize: 80,
  adversarialRate: 0.1,
  dropoutRate: 0.1,
  noiseMultiplier: 3.8,
  participations: 1,
  expiry: noon + week,
  ...change,
});

export interface AggregatorForTests extends Aggregator {
  published: SignedBundle[];
  says: TakingPart;
  /** Relays that rounds were asked for through; null: none. */
  readonly through: (string | null)[];
  readonly asked: TokenRequest[];
  publish(bundle: Bundle): Promise<SignedBundle>;
}

/** One with a key of its own. */
export async function aggregatorForTests(): Promise<AggregatorForTests> {
  const signingSeed = new Uint8Array(randomBytes(32));
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n = '', d = '' } = privateKey.export({ format: 'jwk' });
  const number = (text: string) => BigInt(`0x${Buffer.from(text, 'base64url').toString('hex')}`);
  const aggregatorKey = await nodeSuite.ed25519Public(signingSeed);
  const directory = await publishTokenDirectory(
    nodeSuite,
    {
      format: 1,
      variant: 'RSABSSA-SHA384-PSS-Randomized',
      aggregatorKey: toHex(aggregatorKey),
      epochs: [
        {
          id: '2026-w48',
          publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('hex'),
          validFrom: noon - week / 2,
          validUntil: noon + week / 2,
        },
      ],
    },
    signingSeed,
  );
  const asked: TokenRequest[] = [];
  const nobody = () => Promise.resolve(undefined);
  const aggregator: AggregatorForTests = {
    published: [],
    says: { admissions: [{ kind: 'invite' }], relay: null },
    through: [],
    asked,
    async publish(bundle) {
      const signed = await publishBundle(nodeSuite, bundle, signingSeed);
      aggregator.published.unshift(signed);
      return signed;
    },
    tokens: {
      directory: () => Promise.resolve(directory),
      ask(request) {
        asked.push(request);
        const { kind, code } = request.admission;
        const refused = kind === 'invite' ? 'unknown-invite' : 'unknown-log-in';
        if (code !== '00'.repeat(16)) return Promise.reject(tokenError(refused));
        const signature = powered(BigInt(`0x${request.blinded}`), number(d), number(n));
        return Promise.resolve(fromHex(signature.toString(16).padStart(512, '0')));
      },
    },
    bundles: { bundles: () => Promise.resolve(aggregator.published) },
    takingPart: () => Promise.resolve(aggregator.says),
    rounds(relay) {
      aggregator.through.push(relay);
      return { announcement: nobody, channel: () => ({ post: nobody, next: nobody }) };
    },
  };
  return aggregator;
}

/** The plain operation of RSA: `base` to `exponent`, modulo `modulus`. */
function powered(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
