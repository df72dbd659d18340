import { ParlourError } from '@parlour/wire';

const NO_TOKEN = 'This device has no token of this epoch yet, and takes part in no round of it without one.';
const NOTHING = 'There is nothing to do: the device tries again by itself.';
const ASK = 'Ask whoever runs this Parlour.';

/** What can go wrong with anonymous tokens, on the device and on the server. */
const texts = {
  unreachable: {
    message: 'The aggregator cannot be reached.',
    meaning: NO_TOKEN,
    mend: NOTHING,
  },
  'directory-malformed': {
    message: 'The list of token keys is not in the form that this version reads.',
    meaning: NO_TOKEN,
    mend: 'Update Parlour on this device.',
  },
  'directory-forged': {
    message: 'The list of token keys is not the one that the aggregator signed.',
    meaning: `${NO_TOKEN} Somebody on the way may have changed the list.`,
    mend: ASK,
  },
  'directory-changed': {
    message: 'The aggregator shows another token key than before for the same epoch.',
    meaning:
      'A key of its own would let the aggregator recognise this device. The device asks for no token and takes part in no round of this epoch.',
    mend: `${ASK} Both lists carry the aggregator's signature.`,
  },
  'unfit-key': {
    message: 'A token key is not of the kind that this version accepts.',
    meaning: NO_TOKEN,
    mend: 'Update Parlour on this device.',
  },
  'bad-signature': {
    message: 'The aggregator answered with something that is no token.',
    meaning: NO_TOKEN,
    mend: NOTHING,
  },
  'malformed-state': {
    message: 'The stored token cannot be read.',
    meaning: NO_TOKEN,
    mend: 'There is nothing to do: the device takes part again in the next epoch.',
  },
  elsewhere: {
    message: 'Another window of this device is asking for the token.',
    meaning: 'The token is there for all windows as soon as that one has it.',
    mend: 'There is nothing to do.',
  },
  'malformed-request': {
    message: 'The request for a token is not in the form that the aggregator reads.',
    meaning: 'No token was issued.',
    mend: 'Update Parlour on this device.',
  },
  'unknown-epoch': {
    message: 'There is no token key for this epoch, or not any more.',
    meaning: 'No token was issued.',
    mend: 'There is nothing to do: the device waits for the next epoch.',
  },
  'unknown-invite': {
    message: 'This invite is not known here.',
    meaning: 'No token was issued.',
    mend: 'Check the code for typing errors, or ask for another invite.',
  },
  'expired-invite': {
    message: 'This invite has expired.',
    meaning: 'No token was issued. Everything that this device has stays as it is.',
    mend: 'Ask for another invite.',
  },
  'unknown-log-in': {
    message: 'This log-in is not known here, or too long ago.',
    meaning: 'No token was issued.',
    mend: 'Log in again.',
  },
  'not-admitted': {
    message: 'This aggregator gives out tokens in another way.',
    meaning: 'No token was issued.',
    mend: ASK,
  },
  'already-issued': {
    message: 'A token of this epoch has been issued to this person already.',
    meaning: 'There is one token a person and epoch, so that nobody is counted twice.',
    mend: 'There is nothing to do: another device of yours has it, or the next epoch brings another.',
  },
  spent: {
    message: 'This token has been used in another round.',
    meaning: 'The device takes no part in this round.',
    mend: 'There is nothing to do: the next epoch brings another token.',
  },
  'too-many-requests': {
    message: 'Too many requests for tokens came from this place.',
    meaning: 'No token was issued for now.',
    mend: NOTHING,
  },
} as const;

export type TokenProblem = keyof typeof texts;

/** The error; its code is `tokens/<problem>`. @param options `cause`, never shown to people. */
export const tokenError = (problem: TokenProblem, options?: ErrorOptions): ParlourError =>
  new ParlourError(`tokens/${problem}`, texts[problem], options);

/** Whether a code is one of ours, e.g. one that came over the network. */
export const isTokenProblem = (problem: string): problem is TokenProblem => Object.hasOwn(texts, problem);
