import type { Damage } from '@parlour/vault';
import { ParlourError } from '@parlour/wire';

/** What to tell a person whose vault holds unreadable parts that matter; undefined where nothing is lost. */
export function damageProblem(damage: Damage): ParlourError | undefined {
  if (damage.complete) return undefined;
  const lost = damage.logRecords + damage.missingRecords;
  return new ParlourError('vault/damaged-records', {
    message:
      lost > 0
        ? `${lost} ${lost === 1 ? 'entry' : 'entries'} of your vault cannot be read.`
        : 'Some entries of your vault cannot be read.',
    meaning: 'Everything else is there and works. What cannot be read is kept as it is.',
    mend: 'Import the history again that is missing: what is already there is not added twice.',
  });
}
