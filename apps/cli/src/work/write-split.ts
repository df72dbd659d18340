import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readRatings } from '@parlour/bench/ratings';

/** People with fewer ratings are learned from and tell nothing of how well that went. */
const enough = 5;
/** People whose last rating is held back to judge by. */
const mostJudges = 2_000;

/**
 * Splits a set of ratings for a training whose model is used: everything is learned from in the end, the last rating of up to
 * two thousand people held back only while options are judged. The one last row of all is the test part that the form asks for.
 * @returns how many ratings there are.
 */
export async function writeSplit(folder: string, path: string): Promise<{ readonly ratings: number }> {
  const people = new Map<string, { title: string; seconds: number }[]>();
  let ratings = 0;
  for await (const { person, title, seconds } of readRatings(folder)) {
    const own = people.get(person) ?? [];
    people.set(person, own);
    own.push({ title, seconds });
    ratings += 1;
  }
  const judges = [...people.values()].filter((own) => own.length >= enough).length;
  const every = Math.max(1, Math.ceil(judges / mostJudges));
  const file = createWriteStream(path, { mode: 0o600 });
  file.write('user,item,timestamp,part\n');
  let judge = 0;
  let left = people.size;
  for (const [person, own] of people) {
    left -= 1;
    own.sort((a, b) => a.seconds - b.seconds);
    const judges = own.length >= enough && judge++ % every === 0;
    const parts: string[] = own.map((_, i) => (judges && i === own.length - 1 ? 'val' : 'train'));
    if (left === 0) parts[parts.length - 1] = 'test';
    const lines = own.map(({ title, seconds }, i) => `${person},${title},${seconds},${parts[i]}`);
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  return { ratings };
}
