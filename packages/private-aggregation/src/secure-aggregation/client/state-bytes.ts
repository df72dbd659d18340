import * as v from 'valibot';
import { demand } from '../../refusal.ts';
import type { Bytes } from '../bytes.ts';
import { plainFromBytes, plainToBytes } from '../plain-bytes.ts';
import type { ClientState } from './client-state.ts';

const FORMAT = 1;

/** The whole state, secrets included: encrypt before storing. */
export const clientStateToBytes = (state: ClientState): Bytes => plainToBytes({ format: FORMAT, ...state });

/**
 * @param bytes as `clientStateToBytes` made them; that nobody changed them is for the encryption to say.
 * @throws ParlourError `aggregation/malformed-message`.
 */
export function clientStateFromBytes(bytes: Bytes): ClientState {
  const parsed = v.safeParse(Stored, plainFromBytes(bytes));
  demand(parsed.success, 'malformed-message', 'stored state');
  const { format: _, ...state } = parsed.output;
  return state;
}

const bytes = v.custom<Bytes>((value) => value instanceof Uint8Array);
const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const setup = v.object({
  roundId: bytes,
  bundleHash: bytes,
  tokenKeysHash: bytes,
  dimension: index,
  bits: index,
  minimumReports: index,
  cohortSize: index,
  adversarialRate: v.number(),
  dropoutRate: v.number(),
});
const common = { format: v.literal(FORMAT), setup, aggregatorKey: bytes, outbox: bytes, context: bytes };
const lasting = {
  signingSeed: bytes,
  maskSecret: bytes,
  encryptionSecret: bytes,
  channelKey: bytes,
  selfSeed: bytes,
};
const secrets = v.object({ ...lasting, drawSeed: bytes, shareSeed: bytes });
const placed = {
  clients: index,
  setupContext: bytes,
  treeRoot: bytes,
  index,
  graph: v.object({ degree: index, threshold: index }),
};
const keys = v.object({ index, signingKey: bytes, maskKey: bytes, encryptionKey: bytes });
const reported = {
  ...common,
  ...placed,
  signingSeed: bytes,
  channelKey: bytes,
  sharers: bytes,
  signers: v.array(v.object({ index, signingKey: bytes })),
  held: v.array(v.object({ owner: index, x: index, selfShare: bytes, maskShare: bytes })),
};
const Stored = v.variant('phase', [
  v.object({ phase: v.literal('advertised'), ...common, secrets }),
  v.object({
    phase: v.literal('drawn'),
    ...common,
    ...placed,
    secrets,
    ownKeys: v.array(bytes),
    draw: v.array(index),
  }),
  v.object({
    phase: v.literal('shared'),
    ...common,
    ...placed,
    secrets: v.object(lasting),
    ownKeys: v.array(bytes),
    neighbours: v.array(keys),
  }),
  v.object({ phase: v.literal('reported'), ...reported }),
  v.object({ phase: v.literal('confirmed'), ...reported, survivors: bytes }),
  v.object({ phase: v.literal('unmasked'), ...common }),
]);
