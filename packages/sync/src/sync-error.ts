import { ParlourError, type ParlourErrorText } from '@parlour/wire';

/** Every error of sync, by the part of its code after `sync/`. */
const TEXTS = {
  'not-a-code': {
    message: 'This is not a pairing code as Parlour shows it.',
    meaning:
      'At least one word is misspelt, missing or out of place, or the picture was not read whole. Nothing was sent.',
    mend: 'Compare it with what the other screen shows, or let that device show a new code.',
  },
  'pairing-expired': {
    message: 'The pairing code is older than two minutes.',
    meaning: 'The devices were not paired, and the code is of no use to anybody any more.',
    mend: 'Let the new device show a new code and try again.',
  },
  'pairing-refused': {
    message: 'The other side of the pairing did not prove that it has seen the code.',
    meaning: 'The devices were not paired. Nothing of yours was sent.',
    mend: 'Let the new device show a new code. If it happens again, use another network.',
  },
  'pairing-stopped': {
    message: 'The pairing was stopped: the numbers on the two screens were not confirmed.',
    meaning: 'The devices were not paired. Nothing of yours was sent.',
    mend: 'If the numbers were different, somebody may be in between: use another network, and a new code.',
  },
  'keys-missing': {
    message: 'The keys of your devices’ shared record are missing on this device.',
    meaning:
      'Nothing is uploaded: this device never sends anything that it cannot seal. What is in the vault is safe.',
    mend: 'Pair this device again, or recover by your recovery words.',
  },
  'not-a-member': {
    message: 'This device is not one of the devices that share this record.',
    meaning: 'It reads and sends nothing any more. What is in its vault stays there.',
    mend: 'Pair it again from one of the other devices if it should belong.',
  },
  'unknown-device': {
    message: 'There is no such device among those that share this record.',
    meaning: 'Nothing was changed.',
    mend: 'Look at the list again: it may have been removed already.',
  },
  'too-many-devices': {
    message: 'There are as many devices as can share one record.',
    meaning: 'The new device was not added.',
    mend: 'Remove a device that you no longer use.',
  },
  'no-words': {
    message: 'There are no recovery words that were just made.',
    meaning: 'Nothing was changed: sharing begins with words that you have written down.',
    mend: 'Begin again.',
  },
  'no-letter': {
    message: 'No record of your devices was found for these recovery words.',
    meaning:
      'Nothing was changed. Sync was never on, the words were replaced, or the relay has lost or withholds what it keeps.',
    mend: 'Check the words and the relay’s address; an export of the vault opens without the relay.',
  },
  'too-large': {
    message: 'A change is larger than may be sent at once.',
    meaning: 'It is kept on this device and was not sent.',
    mend: 'This is a mistake in Parlour: please report it.',
  },
  'bad-state': {
    message: 'What this device remembers of sync cannot be read.',
    meaning: 'Nothing is uploaded. What is in the vault is safe.',
    mend: 'Pair this device again, or recover by your recovery words.',
  },
  'not-stored': {
    message: 'What was done could not be stored on this device.',
    meaning: 'Nothing of it is uploaded before it is.',
    mend: 'It is tried again by itself; if it stays so, make room on the disk.',
  },
  'bad-entry': {
    message: 'An entry does not have the form that the shared record keeps.',
    meaning: 'Nothing was changed.',
    mend: 'This is a mistake in Parlour: please report it.',
  },
  'budget-not-shared': {
    message: 'What is left of the privacy budget cannot be passed on between your devices.',
    meaning:
      'Everything else is shared. A device that waits for its part takes part in no rounds, and nothing can be spent twice.',
    mend: 'It is tried again by itself. If it stays, look on each device at what Together says of its budget.',
  },
} as const satisfies Record<string, ParlourErrorText>;

export type SyncErrorName = keyof typeof TEXTS;

export const syncError = (name: SyncErrorName, cause?: unknown): ParlourError =>
  new ParlourError(`sync/${name}`, TEXTS[name], cause === undefined ? undefined : { cause });
