import { ParlourError } from '@parlour/wire';

export type DamagedFile = 'catalogue' | 'graph' | 'signals';

const codes = {
  catalogue: 'catalogue/unreadable',
  graph: 'catalogue/graph-unreadable',
  signals: 'catalogue/signals-unreadable',
} as const;

const messages = {
  catalogue: 'The catalogue file is damaged.',
  graph: 'The file of similar titles is damaged.',
  signals: 'The file of what is known of the titles beyond their facts is damaged.',
} as const;

/** The error of a public file that cannot be read; `detail` goes to `cause`, for whoever looks into it. */
export function damaged(what: DamagedFile, detail: unknown): ParlourError {
  return new ParlourError(
    codes[what],
    {
      message: messages[what],
      meaning:
        what === 'signals'
          ? 'Trust counts it as unknown; nothing of yours is touched.'
          : 'Titles cannot be shown from it; nothing of yours is touched.',
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
