import { ParlourError } from '@parlour/wire';

const texts = {
  unknown: {
    message: 'This profile is no longer there.',
    meaning: 'Nothing was changed.',
    mend: 'It may have been deleted on another of your devices. Choose another profile.',
  },
  first: {
    message: 'The first profile cannot be deleted.',
    meaning: 'It is the one of whoever made this vault, and everything stays as it is.',
    mend: 'To be rid of all of it, erase everything under Your data.',
  },
  'bad-name': {
    message: 'A profile needs a name of 1 to 30 characters.',
    meaning: 'Nothing was changed.',
    mend: 'Write a shorter name.',
  },
  'name-taken': {
    message: 'There is a profile of that name already.',
    meaning: 'Nothing was changed, so that nobody takes one for the other.',
    mend: 'Choose another name.',
  },
  'too-many': {
    message: 'There are as many profiles as there can be.',
    meaning: 'Nothing was changed.',
    mend: 'Delete one that nobody uses any more.',
  },
} as const;

/** Its code is `profile/<problem>`. */
export const profileError = (problem: keyof typeof texts): ParlourError =>
  new ParlourError(`profile/${problem}`, texts[problem]);
