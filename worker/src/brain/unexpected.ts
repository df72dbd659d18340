import { ParlourError } from '@parlour/wire';

/**
 * What the page gets to know of an error that nobody foresaw: its kind, never its text, which may quote a person's own data.
 */
export function asParlourError(error: unknown): ParlourError {
  if (error instanceof ParlourError) return error;
  const kind = error instanceof Error ? error.name : typeof error;
  return new ParlourError('brain/unexpected', {
    message: `Something went wrong that Parlour was not prepared for (${kind}).`,
    meaning: 'What you just asked for was not done. What was saved before is still there.',
    mend: 'Try again; if it happens again, reload the page.',
  });
}
