import * as v from 'valibot';
import { demand } from '../../refusal.ts';
import { type Bytes, concat } from '../bytes.ts';
import { SEALED_BYTES } from '../masks/sealed-share.ts';
import { plainFromBytes, plainToBytes } from '../plain-bytes.ts';
import type { Share } from '../shamir/shamir.ts';
import { OpenedShares } from './opened-shares.ts';
import { SealedShares } from './sealed-shares.ts';
import type { ServerState } from './server-state.ts';
import { SharesByReceiver } from './shares-by-receiver.ts';

/** Of bytes longer than these (packed shares) a state mostly consists: they are not held twice. */
const COPIED_BYTES = 2_048;
const FORMAT = 2;
/** The one before it kept sealed shares to the end, and opened ones apart; rounds that it began are finished. */
const EARLIER = 1;
const Stored = v.looseObject({
  format: v.picklist([EARLIER, FORMAT]),
  state: v.looseObject({ phase: v.string(), setup: v.looseObject({}) }),
});

/**
 * The whole state, for the aggregator's own database; holds opened shares in its last phases. Shares are packed, and what
 * follows from the rest is left out.
 * @throws TypeError for a state that is released: its sum is what is kept.
 */
export function serverStateToBytes(state: ServerState): Bytes {
  if (state.phase === 'released') throw new TypeError('a released round has a sum, not a state');
  const plain = Object.entries(state).flatMap(([field, value]): [string, unknown][] => {
    if (field === 'sealedFor') return [];
    if (value instanceof SealedShares) return [[field, [...value.packed]]];
    if (value instanceof OpenedShares) return [[field, value.packed()]];
    return [[field, value instanceof Map || value instanceof Set ? [...value] : value]];
  });
  return plainToBytes({ format: FORMAT, state: Object.fromEntries(plain) });
}

/**
 * @param bytes as `serverStateToBytes` made them; that nobody changed them is for the database to say. The state refers to
 * them.
 * @throws ParlourError `aggregation/malformed-message`.
 */
export function serverStateFromBytes(bytes: Bytes): ServerState {
  const parsed = v.safeParse(Stored, plainFromBytes(bytes, COPIED_BYTES));
  demand(parsed.success, 'malformed-message', 'stored state');
  const { format, state: stored } = parsed.output;
  const hasSealed = format === EARLIER || stored.phase === 'sharing' || stored.phase === 'reporting';
  const fields = Object.entries(stored).map(([field, value]): [string, unknown] => [
    field,
    revive(field, value, hasSealed),
  ]);
  const state = Object.fromEntries(fields) as unknown as ServerState;
  if (!('sharers' in state)) return state;
  const sealedFor = new SharesByReceiver(state.sealedBy, state.sharers, state.clients.length);
  return { ...state, sealedFor };
}

const maps = ['answered', 'indices', 'confirmations'];
const sets = ['keysInUse', 'reported', 'done'];

function revive(field: string, value: unknown, hasSealed: boolean): unknown {
  if (field === 'sealedBy') return new SealedShares(new Map(value as Packed), hasSealed ? SEALED_BYTES : 0);
  if (field === 'opened') return openedFrom(value as Packed | Apart);
  if (maps.includes(field)) return new Map(value as [unknown, unknown][]);
  return sets.includes(field) ? new Set(value as unknown[]) : value;
}

type Packed = readonly (readonly [member: number, shares: Bytes])[];
type Apart = readonly (readonly [owner: number, shares: readonly Share[]])[];

function openedFrom(stored: Packed | Apart): OpenedShares {
  const packed = stored.map(([owner, shares]): [number, Bytes] => [
    owner,
    shares instanceof Uint8Array ? shares : concat(...shares.flatMap(({ x, y }) => [Uint8Array.of(x), y])),
  ]);
  return new OpenedShares(new Map(packed));
}
