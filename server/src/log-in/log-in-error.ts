import { ParlourError } from '@parlour/wire';

const NOTHING = 'Nothing was changed.';

/** What can be wrong with a log-in at a provider. */
const texts = {
  'no-provider': {
    message: 'There is no log-in provider here.',
    meaning: NOTHING,
    mend: 'Use an invite, or a passkey; or ask whoever runs this Parlour.',
  },
  unreachable: {
    message: 'The log-in provider cannot be reached.',
    meaning: NOTHING,
    mend: 'Try again in a minute; if it stays so, tell whoever runs this Parlour.',
  },
  refused: {
    message: 'The log-in provider did not vouch for you.',
    meaning: NOTHING,
    mend: 'Try again; if it stays so, tell whoever runs this Parlour.',
  },
  late: {
    message: 'The log-in took too long, was begun in another browser, or came back a second time.',
    meaning: NOTHING,
    mend: 'Begin again.',
  },
  'not-listed': {
    message: 'Your account at the provider may not use this console.',
    meaning: 'You are not signed in; nothing was changed.',
    mend: 'Ask whoever runs this Parlour to add you to a group that may.',
  },
} as const;

export type LogInProblem = keyof typeof texts;

/** The error; its code is `log-in/<problem>`. */
export const logInError = (problem: LogInProblem, options?: ErrorOptions): ParlourError =>
  new ParlourError(`log-in/${problem}`, texts[problem], options);
