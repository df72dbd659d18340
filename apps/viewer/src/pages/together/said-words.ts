import { count, counted, percent } from '@parlour/interface';
import type { RoundView } from '@parlour/worker/brain-api';

type Said = NonNullable<RoundView['sent']>['queries'][number];

/** Families whose answer is a 1 for each of its titles. */
const ofTitles: ReadonlySet<string> = new Set(['popularity', 'reports']);

/** What a device said to a question, in a sentence for the person, and how blurred. */
export function saidWords({ id, dimension, answered, noise, names, said }: Said): string {
  if (!answered) return `It said ${count(dimension)} zeros, blurred like an answer.`;
  const family = id.split('/', 1)[0] ?? '';
  const blurred = `Each number was blurred by chance, mostly by up to ${noise >= 1 ? noise.toFixed(1) : noise.toPrecision(2)} up or down, before anything was added up.`;
  if (family === 'quality') return `${qualityWords(said, dimension)} ${blurred}`;
  if (ofTitles.has(family))
    return `It said 1 for ${counted(names.length, 'title')} and 0 for ${count(dimension - names.length)}. ${blurred}`;
  const of = names.length === 0 ? '' : `, worked out of ${counted(names.length, 'title')}`;
  return `It said ${counted(dimension, 'number')}${of}. ${blurred}`;
}

/** Numbers of one arm: that it is theirs, and three shares. */
const slot = 4;

function qualityWords(said: readonly number[] | undefined, dimension: number): string {
  const arm = [0, slot].find((start) => said?.[start] === 1);
  if (said === undefined || arm === undefined)
    return `It said ${count(dimension)} zeros, as no list was shown here under the model that was tried.`;
  const [hits = 0, clicks = 0, completions = 0] = said.slice(arm + 1, arm + slot);
  const whose = arm === 0 ? 'the model before' : 'the model on trial';
  return `It said that your lists came from ${whose} and, as shares: ${percent(hits)} of what you watched stood among the first ten, in ${percent(clicks)} of visits you opened a title of a list, after ${percent(completions)} you watched one; and ${count(slot)} zeros for the other model.`;
}
