import type { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import type { Bytes } from '../bytes.ts';
import type { MemberSet } from '../member-set.ts';
import { MOST_SET_BYTES } from './deliveries.ts';

/** Aggregator to everybody when reporting is over: whose reports are in the sum, and who shared but did not report. */
export interface Survivors {
  readonly survivors: MemberSet;
  readonly dropped: MemberSet;
}

export const writeSurvivors = ({ survivors, dropped }: Survivors): Bytes =>
  new ByteWriter(4 + 2 * survivors.length).prefixed(survivors).prefixed(dropped).bytes();

export function readSurvivors(reader: ByteReader): Survivors {
  const sets = { survivors: reader.prefixed(MOST_SET_BYTES), dropped: reader.prefixed(MOST_SET_BYTES) };
  reader.end();
  return sets;
}
