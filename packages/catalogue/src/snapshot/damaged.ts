import { ParlourError } from '@parlour/wire';

/** The error of a public file that cannot be read; `detail` goes to `cause`, for whoever looks into it. */
export function damaged(what: 'catalogue' | 'graph', detail: unknown): ParlourError {
  const code = what === 'catalogue' ? 'catalogue/unreadable' : 'catalogue/graph-unreadable';
  return new ParlourError(
    code,
    {
      message:
        what === 'catalogue' ? 'The catalogue file is damaged.' : 'The file of similar titles is damaged.',
      meaning: 'Titles cannot be shown from it; nothing of yours is touched.',
      mend: 'Download the catalogue again; if that does not help, the operator has to publish it again.',
    },
    { cause: detail },
  );
}

export function tooNew(found: string): ParlourError {
  return new ParlourError(
    'catalogue/too-new',
    {
      message: 'The catalogue file was made for a newer version of Parlour.',
      meaning: 'This version cannot read it; nothing of yours is touched.',
      mend: 'Reload the page to get the newer version.',
    },
    { cause: `format ${found}` },
  );
}
