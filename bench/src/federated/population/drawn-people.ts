import { contentFeatures, openCatalogue } from '@parlour/catalogue';
import { itemId } from '@parlour/catalogue/import';
import { encodeColumns } from '@parlour/catalogue/publish';
import type { Interactions } from '@parlour/model/collaborative';
import type { Item } from '@parlour/wire';
import { fitted } from '../../quality/fitted.ts';
import { content } from '../../quality/recommenders/content.ts';
import type { Case, Task } from '../../quality/task.ts';
import { firstPeople } from '../central.ts';
import { type FederatedPeople, watchedBy } from '../federated-people.ts';
import { drawInThreads } from './draw-in-threads.ts';
import { type PopulationFile, readPopulation } from './population-file.ts';

const [mostTested, tuned] = [3000, 500];
/** The references' hyper-parameters are chosen on so many people at most. */
const mostTuning = 10_000;
/** Of a history the last fifth, one title at least, is what is asked for. */
const heldOut = 0.2;

/** So many drawn people to learn from, and others like them. */
export async function drawnPeople(
  count: number,
  seed: number,
  tested: number = mostTested,
): Promise<FederatedPeople> {
  const population = await readPopulation();
  const columns = encodeColumns(itemsOf(population));
  const catalogue = openCatalogue(columns);
  const rows = rowsOf(population, (id) => catalogue.rowOf(id));
  const drawn = async (people: number, draw: number): Promise<Interactions> => {
    const all = await drawInThreads(population, people, draw);
    for (let place = 0; place < all.items.length; place++) all.items[place] = rows[all.items[place]];
    return all;
  };
  // Seeds apart, so that nobody who is tested is learned from.
  const train = await drawn(count, 2 * seed);
  const others = await drawn(tested + tuned, 2 * seed + 1);
  const features = contentFeatures(catalogue);
  const task: Task = {
    catalogue,
    columns,
    features: () => features,
    train: [],
    tuning: { train: [], cases: [] },
  };
  return {
    catalogue,
    features,
    ids: Array.from({ length: catalogue.size }, (_, row) => catalogue.id(row)),
    train,
    tuning: { train: firstPeople(train, mostTuning), cases: casesOf(others, 0, tuned) },
    test: casesOf(others, tuned, tuned + tested),
    content: await fitted(content, task),
  };
}

function casesOf(all: Interactions, from: number, to: number): Case[] {
  return Array.from({ length: to - from }, (_, index) => {
    const watched = watchedBy(all, from + index);
    const known = Math.min(watched.length - 1, Math.round(watched.length * (1 - heldOut)));
    return {
      person: String(from + index),
      history: Array.from(watched.subarray(0, known), (row, at) => ({ row, at, weight: 1 })),
      targets: Array.from(watched.subarray(known)),
      moment: { now: known },
    };
  });
}

function itemsOf({ titles }: PopulationFile): Item[] {
  const taken = new Set<string>();
  return titles.map(({ name, year, genres }) => {
    const item = {
      type: 'Movie' as const,
      name,
      alternateNames: [],
      ...(year !== null && { year }),
      genres,
      directors: [],
      cast: [],
      countries: [],
      languages: [],
      platforms: [],
      externalIds: {},
      source: 'movietweetings',
    };
    const id = itemId(item, (other) => taken.has(other));
    taken.add(id);
    return { ...item, id };
  });
}

/** The catalogue's row of each title of the file. */
function rowsOf(population: PopulationFile, rowOf: (id: string) => number): Int32Array {
  return Int32Array.from(itemsOf(population), ({ id }) => rowOf(id));
}
