import { ParlourError } from '@parlour/wire';

export function collaborativeDamaged(cause?: unknown): ParlourError {
  return new ParlourError(
    'model/collaborative-damaged',
    {
      message: 'The file of what people watch together is damaged.',
      meaning:
        'Titles are found by their content and not by what others watched; your history is not affected.',
      mend: 'Reload the page to download it again.',
    },
    { cause },
  );
}

export function collaborativeTooNew(version: number): ParlourError {
  return new ParlourError(
    'model/collaborative-too-new',
    {
      message: 'The file of what people watch together was made by a newer version of Parlour.',
      meaning: 'This version cannot read it and finds titles by their content instead.',
      mend: 'Reload the page to get the newest version.',
    },
    { cause: `format ${version}` },
  );
}

export function collaborativeTooOld(version: number): ParlourError {
  return new ParlourError(
    'model/collaborative-too-old',
    {
      message: 'The file of what people watch together was made by an older version of Parlour.',
      meaning:
        'Titles are found by their content and not by what others watched; your history is not affected.',
      mend: 'The operator can train it anew with: npx parlour train collaborative',
    },
    { cause: `format ${version}` },
  );
}

export function collaborativeOfAnotherCatalogue(items: number): ParlourError {
  return new ParlourError(
    'model/collaborative-of-another-catalogue',
    {
      message: 'What people watch together is known, but of none of the titles in this catalogue.',
      meaning: 'Titles are found by their content instead; your history is not affected.',
      mend: 'The operator can train it anew with: npx parlour train collaborative',
    },
    { cause: `${items} items` },
  );
}
