import { ParlourError } from '@parlour/wire';

export const unreachable = (cause: unknown): ParlourError =>
  new ParlourError(
    'console/unreachable',
    {
      message: 'The server does not answer.',
      meaning: 'What is shown may be old, and it is not known whether what you just asked for has been done.',
      mend: 'See that it runs and that you are online; the console goes on asking.',
    },
    { cause },
  );

export const otherVersion = (cause: unknown): ParlourError =>
  new ParlourError(
    'console/other-version',
    {
      message: 'The server answered in a form that this console does not know.',
      meaning: 'The two are of different versions. What you asked for may have been done.',
      mend: 'Reload the page, to get the console of the server that runs now.',
    },
    { cause },
  );
