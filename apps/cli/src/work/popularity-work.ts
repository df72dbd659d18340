import { canonicalJson } from '@parlour/private-aggregation';
import { newestEpochs, type PopularitySum, popularityOfSums } from '@parlour/private-aggregation/queries';
import type { ReleasedCounts } from '@parlour/server';
import type { DataFolder } from '../data-folder.ts';
import { keepVersion } from './keep-version.ts';
import { readHeadList } from './read-head-list.ts';
import type { ModelDone } from './work-words.ts';

/**
 * Makes the popularity model of released sums and keeps its file among the versions. Sums whose public list is not in the data
 * folder any more are left out. Nothing where no title stands out of the noise.
 */
export async function popularityWork(
  data: DataFolder,
  released: readonly ReleasedCounts[],
): Promise<ModelDone | undefined> {
  const lists = new Map<string, readonly string[] | undefined>();
  const sums: PopularitySum[] = [];
  const rounds: string[] = [];
  for (const { list, round, ...sum } of newestEpochs(released)) {
    if (!lists.has(list)) lists.set(list, await readHeadList(data, list));
    const items = lists.get(list);
    if (items?.length !== sum.people.length) continue;
    sums.push({ ...sum, items });
    rounds.push(round);
  }
  const popularity = popularityOfSums(sums);
  if (popularity === undefined) return undefined;
  const bytes = new TextEncoder().encode(canonicalJson(popularity));
  return {
    kind: 'popularity',
    ...(await keepVersion(data, bytes)),
    origin: {
      sources: [],
      rounds,
      command: null,
      quality: {
        reports: popularity.reports,
        titles: popularity.items.length,
        rising: popularity.rising.length,
        noise: popularity.noise,
      },
    },
  };
}
