import * as v from 'valibot';
import { demand } from '../../refusal.ts';
import { ByteReader } from '../byte-reader.ts';
import type { Bytes } from '../bytes.ts';
import { readShares, writeShares } from '../messages/shares.ts';
import { plainFromBytes, plainToBytes } from '../plain-bytes.ts';
import { sealedForOf } from './sealed-for.ts';
import type { Sealed, ServerState } from './server-state.ts';

const FORMAT = 1;
const Stored = v.looseObject({
  format: v.literal(FORMAT),
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
    if (field === 'sealedBy') return [[field, packShares(value as ReadonlyMap<number, readonly Sealed[]>)]];
    return [[field, value instanceof Map || value instanceof Set ? [...value] : value]];
  });
  return plainToBytes({ format: FORMAT, state: Object.fromEntries(plain) });
}

/**
 * @param bytes as `serverStateToBytes` made them; that nobody changed them is for the database to say.
 * @throws ParlourError `aggregation/malformed-message`.
 */
export function serverStateFromBytes(bytes: Bytes): ServerState {
  const parsed = v.safeParse(Stored, plainFromBytes(bytes));
  demand(parsed.success, 'malformed-message', 'stored state');
  const fields = Object.entries(parsed.output.state).map(([field, value]): [string, unknown] => [
    field,
    revive(field, value),
  ]);
  const state = Object.fromEntries(fields) as unknown as ServerState;
  if (!('sharers' in state)) return state;
  return { ...state, sealedFor: sealedForOf(state.sealedBy, state.sharers, state.clients.length) };
}

const maps = ['answered', 'indices', 'confirmations', 'opened'];
const sets = ['keysInUse', 'reported', 'done'];

function revive(field: string, value: unknown): unknown {
  if (field === 'sealedBy') return unpackShares(value as PackedShares);
  if (maps.includes(field)) return new Map(value as [unknown, unknown][]);
  return sets.includes(field) ? new Set(value as unknown[]) : value;
}

type PackedShares = readonly (readonly [sender: number, shares: Bytes])[];

const packShares = (sealedBy: ReadonlyMap<number, readonly Sealed[]>): PackedShares =>
  Array.from(sealedBy, ([sender, shares]) => [sender, writeShares(shares)]);

const unpackShares = (packed: PackedShares): Map<number, Sealed[]> =>
  new Map(
    packed.map(([sender, shares]) => [
      sender,
      readShares(new ByteReader(shares)).map((share, place) => ({ sender, x: place + 1, ...share })),
    ]),
  );
