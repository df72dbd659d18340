import { canonicalJson } from '@parlour/private-aggregation';
import { newestEpochs, type ReportsSum, reportsOfSums } from '@parlour/private-aggregation/queries';
import type { ReleasedCounts } from '@parlour/server';
import type { DataFolder } from '../data-folder.ts';
import { keepVersion } from './keep-version.ts';
import { readHeadList } from './read-head-list.ts';
import type { ModelDone } from './work-words.ts';

/**
 * Makes of released sums what the next publishing counts as people's reports, and keeps it among the versions. Sums whose public list is
 * not in the data folder any more are left out. One without titles takes back what was told before.
 */
export async function reportsWork(
  data: DataFolder,
  released: readonly ReleasedCounts[],
): Promise<ModelDone | undefined> {
  const sums: ReportsSum[] = [];
  const rounds: string[] = [];
  for (const { list, round, ...sum } of newestEpochs(released)) {
    const items = await readHeadList(data, list);
    if (items === undefined || 3 * items.length !== sum.people.length) continue;
    sums.push({ ...sum, items });
    rounds.push(round);
  }
  const made = reportsOfSums(sums);
  if (made === undefined) return undefined;
  const { reports, titles, noise } = made;
  return {
    kind: 'reports',
    ...(await keepVersion(data, new TextEncoder().encode(canonicalJson(made)))),
    origin: { sources: [], rounds, command: null, quality: { reports, titles: titles.length, noise } },
  };
}
