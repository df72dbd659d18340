import { ParlourError } from '@parlour/wire';

export function graphDamaged(cause?: unknown): ParlourError {
  return new ParlourError(
    'model/graph-damaged',
    {
      message: 'The downloaded model of which titles belong together is damaged or was cut short.',
      meaning: 'Your list is made without it until it is whole; nothing of yours is touched.',
      mend: 'Reload the page to download it again.',
    },
    { cause },
  );
}

export function graphTooNew(format: number): ParlourError {
  return new ParlourError(
    'model/graph-too-new',
    {
      message: 'The model of which titles belong together was made by a newer version of Parlour.',
      meaning: 'This version cannot read it and makes your list without it.',
      mend: 'Reload the page to get the newest version.',
    },
    { cause: `format ${format}` },
  );
}

export function graphOfAnotherVersion(
  what: string,
  found: string | number,
  wanted: string | number,
): ParlourError {
  return new ParlourError(
    'model/graph-of-another-version',
    {
      message: `The model of which titles belong together was made for another version of the ${what}.`,
      meaning: 'Your list is made without it until both fit together; nothing of yours is touched.',
      mend: 'Reload the page to download the current version of both; operators train it anew with: npx parlour train graph',
    },
    { cause: `${found} instead of ${wanted}` },
  );
}
