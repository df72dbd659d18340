import { readFile } from 'node:fs/promises';
import { Bundle, ParlourError } from '@parlour/wire';
import * as v from 'valibot';

/** A bundle from a JSON file, of the shape that is published. @throws ParlourError `operators/unreadable-bundle`. */
export async function readBundle(path: string): Promise<Bundle> {
  try {
    return v.parse(Bundle, JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    const why = v.isValiError(cause)
      ? `${v.getDotPath(cause.issues[0]) ?? 'it'} does not fit`
      : String(cause);
    throw new ParlourError(
      'operators/unreadable-bundle',
      {
        message: `${path} holds no bundle: ${why}.`,
        meaning: 'Nothing was asked of the server.',
        mend: 'See docs/aggregator.md for what a bundle is made of.',
      },
      { cause },
    );
  }
}
