import type { MomentDesign } from '@parlour/model/moments';
import { ParlourError } from '@parlour/wire';
import type { DatasetOptions } from '../quality/data/open-dataset.ts';

/** Whom to learn from: people of public ratings, or drawn ones. */
export type FederatedSource = DatasetOptions | { readonly population: number };

export interface SourceOptions {
  readonly data?: string;
  readonly split?: string;
  readonly ratingsAtLeast?: number;
  readonly population?: number;
}

const mostDrawn = 1_000_000;

/** @throws ParlourError `simulate/no-people` unless there is either data with a split or a population. */
export function federatedSource(options: SourceOptions): FederatedSource {
  const { data, split, ratingsAtLeast, population } = options;
  if (population === undefined && data !== undefined && split !== undefined)
    return { data, split, ratingsAtLeast };
  const isDrawn = data === undefined && split === undefined && population !== undefined;
  if (isDrawn && population >= 50 && population <= mostDrawn) return { population };
  throw new ParlourError('simulate/no-people', {
    message: 'There is nobody to learn from.',
    meaning: 'Nothing was learned and nothing was measured.',
    mend: `Give --data and --split, or --population from 50 to ${mostDrawn}.`,
  });
}

/** @throws ParlourError `simulate/no-design` */
export function readDesign(text: string | undefined): MomentDesign | undefined {
  if (text === undefined) return undefined;
  const found = /^(\d{1,3}):(\d{1,3})$/.exec(text);
  const [head, content] = [Number(found?.[1]), Number(found?.[2])];
  if (found && head + content >= 2) return { head, content };
  throw new ParlourError('simulate/no-design', {
    message: `"${text}" is not a design.`,
    meaning: 'Nothing was learned and nothing was measured.',
    mend: 'Give how many titles stand by themselves and how many directions of content, as in 64:64.',
  });
}
