import { ParlourError } from '@parlour/wire';

const WORDS = {
  'passkey/declined': {
    message: 'The passkey was not used.',
    meaning: 'It was called off, or the device took too long. Nothing was changed.',
    mend: 'Try once more, or use your passphrase.',
  },
  'passkey/cannot-unlock': {
    message: 'This passkey cannot open a vault.',
    meaning:
      'Your device or its passkey keeper lacks the PRF extension, which turns a passkey into a key. Nothing was changed.',
    mend: 'Use your passphrase, or a passkey kept somewhere else.',
  },
  'passkey/no-vault': {
    message: 'There is no vault here that a passkey could open.',
    meaning: 'Nothing was changed.',
    mend: 'Make a vault first.',
  },
} as const;

export const passkeyError = (code: keyof typeof WORDS, cause?: unknown): ParlourError =>
  new ParlourError(code, WORDS[code], { cause });
