import { VaultExport } from '@parlour/vault';
import { ParlourError } from '@parlour/wire';
import * as v from 'valibot';
import type { Progress, RestoredExport } from '../brain-api/index.ts';
import type { Household } from './household.ts';
import { SavedProfiles } from './profiles/saved-profiles.ts';

/** Bytes of a file that is read at all. */
const largest = 512 * 2 ** 20;

/**
 * Brings back what an export holds of histories: events that are not here yet, of each profile, and profiles that are not here, with what was
 * chosen of them. Nothing that is here is changed. What taking part in rounds left behind stays in the file: a budget that is brought back
 * would be spent twice. What was learned is learned anew.
 *
 * @throws ParlourError `restore/not-an-export`; then nothing was changed. All of the vault's: then what came before is there, and doing it again
 *   brings the rest.
 */
export async function restoreExport(
  file: Blob,
  { vault, profiles }: Pick<Household, 'vault' | 'profiles'>,
  onProgress: (progress: Progress) => void,
): Promise<RestoredExport> {
  onProgress({ step: 'Reading', fraction: 0 });
  const { events, blobs } = await read(file);
  const before = new Set(profiles.all().map(({ id }) => id));
  await profiles.restore(cardsIn(blobs['profiles']));
  const { added, known } = await vault.appendMany(events, ({ done, total }) =>
    onProgress({ step: 'Encrypting', fraction: total === 0 ? 1 : done / total }),
  );
  return { added, known, profiles: profiles.all().filter(({ id }) => !before.has(id)).length };
}

async function read(file: Blob): Promise<VaultExport> {
  if (file.size > largest) throw notAnExport();
  try {
    return v.parse(VaultExport, JSON.parse(await file.text()));
  } catch {
    throw notAnExport();
  }
}

function cardsIn(base64: string | undefined): SavedProfiles['profiles'] {
  if (base64 === undefined) return [];
  try {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    return v.parse(SavedProfiles, JSON.parse(new TextDecoder().decode(bytes))).profiles;
  } catch {
    // Then profiles come back without their names.
    return [];
  }
}

const notAnExport = (): ParlourError =>
  new ParlourError('restore/not-an-export', {
    message: 'This is no export of Parlour, or it is damaged.',
    meaning: 'Nothing was brought back, and nothing was changed.',
    mend: 'Choose the file that “Export everything” gave. For a file of another service, use Import.',
  });
