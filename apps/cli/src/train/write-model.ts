import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ParlourError } from '@parlour/wire';

/** Writes a whole file, its folder too if that is missing. @throws ParlourError `train/unwritable-file` */
export function writeModel(path: string, bytes: Uint8Array): void {
  written(path, (file) => writeFileSync(file, bytes));
}

/** Appends one object as a line of JSON. @throws ParlourError `train/unwritable-file` */
export function appendLine(path: string, value: object): void {
  written(path, (file) => appendFileSync(file, `${JSON.stringify(value)}\n`));
}

function written(path: string, write: (file: string) => void): void {
  try {
    mkdirSync(dirname(resolve(path)), { recursive: true });
    write(resolve(path));
  } catch (cause) {
    throw new ParlourError(
      'train/unwritable-file',
      {
        message: `${path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
        meaning: 'What was learned is lost.',
        mend: 'Name a file in a folder that this user may write to, and train again.',
      },
      { cause },
    );
  }
}
