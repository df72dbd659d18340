import { ParlourError } from '@parlour/wire';

/** `recommend/bad-request`: nobody but a program makes such a request. */
export function badRequest(what: string): ParlourError {
  return new ParlourError('recommend/bad-request', {
    message: `The request for a list cannot be answered: ${what}.`,
    meaning: 'No list was made; nothing of yours is touched.',
    mend: 'Reload the page and try again.',
  });
}

/** `recommend/unknown-item` */
export function unknownItem(): ParlourError {
  return new ParlourError('recommend/unknown-item', {
    message: 'This title is not in the catalogue.',
    meaning: 'It may have been there before the catalogue changed. Your history keeps it.',
    mend: 'Go back to the list and choose another title.',
  });
}
