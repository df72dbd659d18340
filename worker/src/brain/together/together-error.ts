import { ParlourError } from '@parlour/wire';

const texts = {
  'bad-invite': {
    message: 'This is not an invite code as Parlour writes them.',
    meaning: 'Nothing was changed, and nothing was sent.',
    mend: 'Compare it with what you were given: 26 letters and digits, in groups of five.',
  },
  'log-in-over': {
    message: 'This log-in is too long ago: it vouches for ten minutes.',
    meaning: 'Nothing was changed, and nothing was sent.',
    mend: 'Log in again.',
  },
  'nothing-asked': {
    message: 'This Parlour asks nothing at present that your device could answer.',
    meaning: 'Nothing was changed, and nothing was sent.',
    mend: 'Look again later.',
  },
  damaged: {
    message: 'What this device has noted of taking part cannot be read.',
    meaning: 'It takes part in no rounds, because it cannot tell what you chose and what it has spent.',
    mend: 'If Parlour was newer here before, update it. Otherwise set this device up again.',
  },
  'no-report': {
    message: 'There is no report of this round on this device.',
    meaning: 'Nothing of yours was sent for it.',
    mend: 'There is nothing to do.',
  },
} as const;

/** Its code is `together/<problem>`. */
export const togetherError = (problem: keyof typeof texts, options?: ErrorOptions): ParlourError =>
  new ParlourError(`together/${problem}`, texts[problem], options);
