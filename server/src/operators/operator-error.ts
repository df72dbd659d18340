import { ParlourError } from '@parlour/wire';

const NOTHING = 'Nothing was changed.';

/** What can be wrong with what an operator asks. */
const texts = {
  'no-credential': {
    message: 'This is for the operators of this Parlour only.',
    meaning: NOTHING,
    mend: "Sign in to the console, or give the credential that lies in the data folder's file operator-credential.",
  },
  'not-operator': {
    message: 'This account may look at everything and change nothing.',
    meaning: NOTHING,
    mend: 'Ask an operator to do it, or to make this account an operator.',
  },
  'no-metrics-token': {
    message: 'These figures are for the machine that Parlour runs on, and for whoever has their token.',
    meaning: NOTHING,
    mend: 'Give the token that PARLOUR_METRICS_TOKEN sets for the server.',
  },
  'malformed-request': {
    message: 'The request is not in the form that this server reads.',
    meaning: NOTHING,
    mend: 'Use the command line of the same version as the server.',
  },
  'unknown-round': {
    message: 'There is no such round.',
    meaning: NOTHING,
    mend: 'Look at the list of rounds.',
  },
  'round-ended': {
    message: 'The round is over.',
    meaning: 'What it released stays; nothing was changed.',
    mend: 'Look at the list of rounds.',
  },
  'no-sum': {
    message: 'The round has no sum.',
    meaning: 'It is not over yet, or ended without a release.',
    mend: 'Look at the list of rounds.',
  },
} as const;

export type OperatorProblem = keyof typeof texts;

/** The error; its code is `operators/<problem>`. */
export const operatorError = (problem: OperatorProblem): ParlourError =>
  new ParlourError(`operators/${problem}`, texts[problem]);
