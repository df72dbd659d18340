import { ParlourError, PublishedPopularity } from '@parlour/wire';
import * as v from 'valibot';

/** @throws ParlourError `model/damaged-popularity` of what is no such file, or one of another format */
export function decodePopularity(bytes: Uint8Array): PublishedPopularity {
  try {
    return v.parse(PublishedPopularity, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (cause) {
    throw new ParlourError(
      'model/damaged-popularity',
      {
        message: 'What people here watch, as it was published, cannot be read.',
        meaning: 'Lists for newcomers are made without it.',
        mend: 'The next released round makes it anew; until then, promote an earlier version in the console.',
      },
      { cause },
    );
  }
}
