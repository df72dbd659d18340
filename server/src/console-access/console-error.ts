import { ParlourError } from '@parlour/wire';

const NOTHING = 'Nothing was changed.';
const STAYS = 'You are not signed in; nothing was changed.';

/** What can be wrong at the console's door. */
const texts = {
  'foreign-page': {
    message: 'This was asked by a page of another site.',
    meaning: NOTHING,
    mend: 'Open the console at its own address. Behind a proxy that changes the host, set PARLOUR_ORIGIN.',
  },
  'no-name': {
    message: 'A passkey belongs to a name, and this address is only a number.',
    meaning: NOTHING,
    mend: 'Open the console by its name; on the same machine, by http://localhost and the port.',
  },
  'refused-passkey': {
    message: 'This passkey opens nothing here.',
    meaning: STAYS,
    mend: 'Choose another passkey, or ask an operator for an enrolment code.',
  },
  'late-answer': {
    message: 'The answer came too late, or a second time.',
    meaning: STAYS,
    mend: 'Try again.',
  },
  'unknown-code': {
    message: 'This code enrols nobody: it is mistyped, was used or withdrawn, or has run out.',
    meaning: NOTHING,
    mend: 'Ask for another code. Where nobody is enrolled yet, start the server again: it prints one.',
  },
  'known-passkey': {
    message: 'This passkey is enrolled already.',
    meaning: NOTHING,
    mend: 'Sign in with it, or choose another.',
  },
  'no-account': {
    message: 'This is about the account that is signed in, and the credential is no account.',
    meaning: NOTHING,
    mend: 'Sign in to the console.',
  },
  'of-provider': {
    message: 'The log-in provider vouches for this account.',
    meaning: NOTHING,
    mend: 'Change its groups at the provider.',
  },
  'last-operator': {
    message: 'This is the last operator.',
    meaning: NOTHING,
    mend: 'Make somebody else an operator first.',
  },
  'last-passkey': {
    message: 'This is the only passkey of the account.',
    meaning: NOTHING,
    mend: 'Add another first, or remove the account.',
  },
  'too-many-passkeys': {
    message: 'This account has as many passkeys as it may have.',
    meaning: NOTHING,
    mend: 'Remove one that is not used any more.',
  },
  'unknown-account': { message: 'There is no such account.', meaning: NOTHING, mend: 'Look at the list.' },
  'unknown-passkey': { message: 'There is no such passkey.', meaning: NOTHING, mend: 'Look at the list.' },
  'unknown-enrolment': {
    message: 'There is no such code any more.',
    meaning: NOTHING,
    mend: 'Look at the list.',
  },
} as const;

export type ConsoleProblem = keyof typeof texts;

/** The error; its code is `console/<problem>`. */
export const consoleError = (problem: ConsoleProblem, options?: ErrorOptions): ParlourError =>
  new ParlourError(`console/${problem}`, texts[problem], options);
