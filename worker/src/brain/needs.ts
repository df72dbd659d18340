import { ParlourError } from '@parlour/wire';

export function vaultIsLocked(): ParlourError {
  return new ParlourError('vault/locked', {
    message: 'Your vault is locked.',
    meaning: 'What you asked for needs your history, which only you can unlock.',
    mend: 'Unlock the vault and try again.',
  });
}

export function unknownItem(): ParlourError {
  return new ParlourError('catalogue/unknown-item', {
    message: 'This title is not in the catalogue.',
    meaning: 'Nothing was changed.',
    mend: 'Look for the title again: the catalogue may have changed.',
  });
}
