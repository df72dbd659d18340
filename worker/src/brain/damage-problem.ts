import type { Damage } from '@parlour/vault';
import { ParlourError } from '@parlour/wire';

/** What to tell a person whose vault is damaged, the worst first; undefined where nothing is lost. */
export function damageProblem(damage: Damage): ParlourError | undefined {
  if (!damage.complete) return damagedRecords(damage.logRecords + damage.missingRecords);
  if (damage.header === 'altered') return alteredHeader();
  return damage.blobs > 0 ? damagedBlobs() : undefined;
}

/** `lost`: records known to be lost; 0 where their number cannot be known. */
function damagedRecords(lost: number): ParlourError {
  const message =
    lost === 0
      ? 'Some records of your vault cannot be read.'
      : `${lost} ${lost === 1 ? 'record' : 'records'} of your vault cannot be read.`;
  return new ParlourError('vault/damaged-records', {
    message,
    meaning:
      'A record holds one thing you did here, or up to 50 rows of an import. All others are there and work, and what cannot be read is kept as it is.',
    mend: 'Import the history again that is missing: what is already there is not added twice. You can export what is damaged with everything else, or give it up.',
  });
}

function damagedBlobs(): ParlourError {
  return new ParlourError('vault/damaged-blobs', {
    message: 'A part of your vault beside the history is damaged.',
    meaning:
      'Your history is whole. Settings or answers you gave at an import may be older than they were; what was learned is learned again.',
    mend: 'Look through your settings. You can export what is damaged with everything else, or give it up.',
  });
}

function alteredHeader(): ParlourError {
  return new ParlourError('vault/altered-header', {
    message: 'The part of your vault that holds its locks is not as it was written.',
    meaning: 'It opened the way you came in. Your history is whole, but another way in may not work.',
    mend: 'Change your passphrase under “Your data”: that writes the locks anew. Then add your passkey again.',
  });
}
