import type { SharedRecord } from '@parlour/sync';
import * as v from 'valibot';
import { type Trials, TrialSecret } from '../trials/open-trials.ts';

/** What the record calls it. */
const name = 'trialSecret';

/** The secret by which a person's devices know which of two models is theirs, the same on all of them. */
export interface SharedSecret {
  /** The lower of the device's and the record's becomes that of both: so all devices come to the same, whoever made one first. */
  reconcile(): Promise<void>;
}

/** @param onTaken told when this device has taken another's. */
export function sharedSecret(
  record: SharedRecord,
  trials: Pick<Trials, 'secret' | 'takeSecret'>,
  onTaken: () => Promise<void>,
): SharedSecret {
  return {
    async reconcile() {
      const there = record.settings().get(name);
      if (v.is(TrialSecret, there) && there <= trials.secret) {
        if (await trials.takeSecret(there)) await onTaken();
      } else record.setSetting(name, trials.secret);
    },
  };
}
