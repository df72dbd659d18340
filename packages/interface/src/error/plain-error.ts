import { ParlourError, type PlainError } from '@parlour/wire';

/** Every thrown thing as three plain sentences; what nobody foresaw is named as such, with its own words. */
export function plainError(error: unknown): PlainError {
  if (error instanceof ParlourError) return error.toPlain();
  const words = error instanceof Error ? error.message : String(error);
  return {
    code: 'interface/unexpected',
    message: `Something went wrong that nobody planned for: ${words}`,
    meaning: 'What you just did may not have happened. What was saved before is still there.',
    mend: 'Try it once more; if it stays, reload the page.',
  };
}
