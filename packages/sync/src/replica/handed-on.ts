import * as v from 'valibot';
import type { Bytes } from '../bytes.ts';
import { type EpochId, isKeyOf } from '../keys/epoch-key.ts';
import { type Group, withRecords } from '../membership/group.ts';
import type { Record } from '../membership/record.ts';
import { atMost, count, exactly } from '../plain-bytes.ts';
import { SIZES, type SyncSuite } from '../suite/sync-suite.ts';

/** What a member tells whoever comes, by pairing or by the recovery words. */
export interface HandedOn {
  readonly group: Group;
  /** Of the outer document that is in use. */
  readonly generation: number;
  /**
   * Keys of the epochs before, oldest first. In their rooms the new device hears of what others have done, and of which its host, who may have been
   * removed by then, has not heard.
   */
  readonly earlier: ReadonlyMap<EpochId, Bytes>;
}

/** The same, to be sealed. */
export const HandedOnMessage = v.strictObject({
  records: v.pipe(v.array(atMost(2 ** 20)), v.maxLength(10_000)),
  generation: count,
  earlier: v.record(v.string(), exactly(SIZES.key)),
});
type HandedOnMessage = v.InferOutput<typeof HandedOnMessage>;

export const toMessage = ({ group, generation, earlier }: HandedOn): HandedOnMessage => ({
  records: group.chain.map(({ bytes }) => bytes),
  generation,
  earlier: Object.fromEntries(earlier),
});

/** Undefined where the records make no group. Keys that are not those of the epochs in it are left out. */
export function fromMessage(suite: SyncSuite, message: HandedOnMessage): HandedOn | undefined {
  const { group } = withRecords(suite, undefined, message.records);
  if (group === undefined) return undefined;
  const earlier = group.chain.flatMap((record: Record): [EpochId, Bytes][] => {
    const key = message.earlier[record.hash];
    const isKey = key !== undefined && 'epoch' in record.change && isKeyOf(suite, record.change.epoch, key);
    return isKey ? [[record.hash, key]] : [];
  });
  return { group, generation: message.generation, earlier: new Map(earlier) };
}
