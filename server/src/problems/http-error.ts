import { ParlourError } from '@parlour/wire';

const NOTHING = 'Nothing was changed.';

/** What can be wrong with a request whatever it is about. */
const texts = {
  malformed: {
    message: 'The request is not in the form that this server reads.',
    meaning: NOTHING,
    mend: 'Update Parlour on this device.',
  },
  'not-found': {
    message: 'There is nothing here.',
    meaning: NOTHING,
    mend: 'Check the address.',
  },
  'not-allowed': {
    message: 'This request is not allowed.',
    meaning: NOTHING,
    mend: 'Sign in, or ask whoever runs this Parlour.',
  },
  'too-large': {
    message: 'The request is larger than this server takes.',
    meaning: NOTHING,
    mend: 'Update Parlour on this device.',
  },
  'unsupported-type': {
    message: 'The request is of a type that this server does not read.',
    meaning: NOTHING,
    mend: 'Update Parlour on this device.',
  },
  'too-many': {
    message: 'Too many requests came from this place.',
    meaning: NOTHING,
    mend: 'Try again in a minute.',
  },
  'too-slow': {
    message: 'The request took too long to arrive.',
    meaning: NOTHING,
    mend: 'Try again.',
  },
  'no-room': {
    message: 'The server has no room for what is sent to it now.',
    meaning: NOTHING,
    mend: "Try again in a minute; if it stays so, tell whoever runs this Parlour to look at the disk for the server's temporary files.",
  },
  closing: {
    message: 'The server is being stopped.',
    meaning: 'What was acknowledged before is safe; this request was not carried out.',
    mend: 'Try again in a minute.',
  },
  unavailable: {
    message: 'The server cannot reach its database.',
    meaning: 'What was acknowledged before is safe; this request was not carried out.',
    mend: 'Try again in a minute.',
  },
  failed: {
    message: 'The server failed on this request.',
    meaning: 'What was acknowledged before is safe.',
    mend: "Try again; if it stays so, tell whoever runs this Parlour to look at the server's log.",
  },
} as const;

export type HttpProblem = keyof typeof texts;

/** The error; its code is `http/<problem>`. @param options `cause`, never shown and never logged whole. */
export const httpError = (problem: HttpProblem, options?: ErrorOptions): ParlourError =>
  new ParlourError(`http/${problem}`, texts[problem], options);
