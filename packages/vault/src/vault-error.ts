import { ParlourError, type ParlourErrorText } from '@parlour/wire';

/** Every error of the vault, by the part of its code after `vault/`. */
const TEXTS = {
  none: {
    message: 'There is no vault on this device.',
    meaning: 'Nothing has been kept here yet.',
    mend: 'Make a vault first.',
  },
  exists: {
    message: 'There already is a vault on this device.',
    meaning: 'Nothing was changed: a second vault would overwrite the first.',
    mend: 'Unlock the vault, or erase it if it is no longer wanted.',
  },
  locked: {
    message: 'The vault is locked.',
    meaning: 'Its contents cannot be read or added to until it is unlocked.',
    mend: 'Unlock the vault and try again.',
  },
  'held-elsewhere': {
    message: 'The vault is open in another tab.',
    meaning: 'Only one tab at a time may use it, so that nothing is written twice or lost.',
    mend: 'Go on in the other tab, or take the vault over to this one.',
  },
  'taken-over': {
    message: 'Another tab has taken over the vault.',
    meaning: 'This tab has locked itself and writes nothing any more. What it had already confirmed is kept.',
    mend: 'Go on in the other tab, or take the vault back.',
  },
  'wrong-passphrase': {
    message: 'That is not the passphrase of this vault.',
    meaning: 'The vault stays locked. Nothing was changed.',
    mend: 'Try again, or use your passkey or your recovery words.',
  },
  'wrong-passkey': {
    message: 'That passkey does not open this vault.',
    meaning: 'The vault stays locked. Nothing was changed.',
    mend: 'Try another passkey, your passphrase or your recovery words.',
  },
  'bad-recovery-words': {
    message: 'These are not twelve recovery words as Parlour shows them.',
    meaning: 'At least one word is misspelt, missing or out of place. Nothing was changed.',
    mend: 'Compare them with what you wrote down, in the same order.',
  },
  'wrong-recovery-words': {
    message: 'These recovery words belong to another vault, or have been replaced.',
    meaning: 'The vault stays locked. Nothing was changed.',
    mend: 'Look for the words of this vault, or use your passphrase or your passkey.',
  },
  'short-passphrase': {
    message: 'The passphrase is too short.',
    meaning: 'Somebody who copies this device’s files could guess it. Nothing was changed.',
    mend: 'Choose at least eight characters; four random words are better.',
  },
  'bad-passkey': {
    message: 'The passkey did not give the secret that the vault needs.',
    meaning: 'It cannot be used to open the vault. Nothing was changed.',
    mend: 'Use another authenticator, or go on with your passphrase.',
  },
  'weakened-kdf': {
    message: 'The protection of the passphrase in this vault is weaker than Parlour ever makes it.',
    meaning: 'Somebody may have altered the vault’s files. Nothing was tried with your passphrase.',
    mend: 'Open it with your passkey or recovery words and set a new passphrase.',
  },
  'not-enough-memory': {
    message: 'There is not enough free memory to check the passphrase.',
    meaning: 'This vault needs up to 256 MiB for a moment, which keeps guessers slow. Nothing was changed.',
    mend: 'Close other tabs and programs and try again, or use your passkey or recovery words.',
  },
  'future-format': {
    message: 'This vault was written by a newer version of Parlour.',
    meaning: 'This version does not understand it and has not touched it.',
    mend: 'Reload the page to get the newest version.',
  },
  'damaged-header': {
    message: 'The part of the vault that holds its locks is damaged.',
    meaning: 'It cannot be opened this way. Nothing was changed.',
    mend: 'Try your passkey or recovery words; else erase the vault and import your history again.',
  },
  'damaged-record': {
    message: 'A part of the vault is damaged and cannot be read.',
    meaning: 'The rest is still there, and the damaged part was left as it is.',
    mend: 'Export what is readable. What was computed from your history can be computed again.',
  },
  evicted: {
    message: 'The browser has deleted the vault’s database.',
    meaning:
      'Everything in it is gone from this device; browsers do that when space is short or site data is cleared.',
    mend: 'Make a new vault and import your history again, and allow persistent storage for this site.',
  },
  'quota-exceeded': {
    message: 'There is no space left for the vault on this device.',
    meaning: 'The newest change could not be saved. Everything saved before is still there.',
    mend: 'Free some space on the device and try again.',
  },
  'storage-failed': {
    message: 'The browser’s storage reported a failure.',
    meaning: 'The newest change may not be saved. Nothing else was changed.',
    mend: 'Reload the page. If it happens again, export your vault while you can.',
  },
  'erase-blocked': {
    message: 'Another tab still has the vault open.',
    meaning: 'The vault will be erased as soon as that tab is closed.',
    mend: 'Close all other Parlour tabs.',
  },
  'bad-event': {
    message: 'An entry does not have the form that the vault keeps.',
    meaning: 'None of the entries that came with it was added.',
    mend: 'This is a mistake in Parlour: please report it.',
  },
} as const satisfies Record<string, ParlourErrorText>;

export type VaultErrorName = keyof typeof TEXTS;

export const vaultError = (name: VaultErrorName, cause?: unknown): ParlourError =>
  new ParlourError(`vault/${name}`, TEXTS[name], cause === undefined ? undefined : { cause });

export const isVaultError = (error: unknown, name: VaultErrorName): error is ParlourError =>
  error instanceof ParlourError && error.code === `vault/${name}`;
