import { ParlourError, type ParlourErrorText } from '@parlour/wire';

const unchanged = 'Nothing was read into your vault and nothing was changed.';
const again = 'Download the file once more from the service and choose the new one.';

const texts = {
  empty: {
    message: 'This file is empty.',
    meaning: unchanged,
    mend: again,
  },
  'not-a-known-format': {
    message: 'Parlour does not know this kind of file.',
    meaning: unchanged,
    mend: 'Choose the export of a service that Parlour reads, as you downloaded it, and do not convert it first.',
  },
  'html-instead-of-json': {
    message: 'This is a web page (HTML), not the data itself.',
    meaning: unchanged,
    mend: 'Ask for the export again and choose JSON as its format: in Google Takeout under "Multiple formats", History, JSON.',
  },
  'too-large': {
    message: 'This file is larger than any watch history that Parlour reads.',
    meaning: unchanged,
    mend: 'Check that it is the right file; if it is, take the history out of it and choose that alone.',
  },
  'zip-bomb': {
    message: 'A file in this ZIP grows far larger than a watch history can be.',
    meaning: `Parlour stopped unpacking it. ${unchanged}`,
    mend: again,
  },
  'zip-damaged': {
    message: 'This ZIP is damaged or not complete.',
    meaning: unchanged,
    mend: again,
  },
  'zip-encrypted': {
    message: 'This ZIP is locked with a password.',
    meaning: `Parlour cannot look inside. ${unchanged}`,
    mend: 'Unpack it on your device with its password and choose the files from inside it.',
  },
  'zip-too-many-files': {
    message: 'This ZIP holds more files than Parlour looks through.',
    meaning: unchanged,
    mend: 'Unpack it on your device and choose the file with your history from inside it.',
  },
  unreadable: {
    message: 'Your browser could not read this file.',
    meaning: `It may have been moved, changed or deleted since you chose it. ${unchanged}`,
    mend: 'Choose the file again.',
  },
  stopped: {
    message: 'The import was stopped.',
    meaning: unchanged,
    mend: 'Start the import again whenever you like.',
  },
  unanswered: {
    message: 'This file cannot be imported before its question is answered.',
    meaning: unchanged,
    mend: 'Answer the question that the preview asks, then import.',
  },
  'unknown-title': {
    message: 'A chosen title is not in the catalogue.',
    meaning: unchanged,
    mend: 'Make the preview again and choose once more; the catalogue may have changed meanwhile.',
  },
} satisfies Record<string, ParlourErrorText>;

export type ImportErrorCode = keyof typeof texts;

/** The `import/...` error of that code. */
export function importError(
  code: ImportErrorCode,
  options?: ErrorOptions & { message?: string },
): ParlourError {
  const text = options?.message === undefined ? texts[code] : { ...texts[code], message: options.message };
  return new ParlourError(`import/${code}`, text, options);
}
