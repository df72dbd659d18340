import { decodeBasis, personMoment } from '@parlour/model/moments';
import { clusterSpace, decodeCentroids, ownCluster, placedBy } from '@parlour/recommend';
import { type FileMaterial, type QueryFile, queryKind } from '@parlour/private-aggregation/queries';
import type { AskedBundle } from './asked-bundle.ts';
import { gainsOver } from './gains-of.ts';
import type { TogetherParts } from './together-parts.ts';

type FileParts = Pick<TogetherParts, 'files' | 'house' | 'history'>;

/**
 * What is made of the public files that a bundle's queries are about. All are fetched whatever the person has switched off, so
 * that what is asked of the server tells nothing of it.
 * @throws ParlourError `catalogue/unreachable`, `-damaged`, `model/tensors-damaged`, `model/damaged-clusters`, `-fusion`:
 * over a file that is none nothing is answered
 */
export async function queryFiles(
  parts: FileParts,
  { opened: { bundle } }: AskedBundle,
): Promise<(file: QueryFile) => FileMaterial | undefined> {
  const made = new Map<string, FileMaterial>();
  for (const query of bundle.queries) {
    const file = queryKind(query, bundle)?.fileOf(query);
    if (file !== undefined) made.set(keyOf(file), await materialOf(parts, file));
  }
  return (file) => made.get(keyOf(file));
}

async function materialOf(parts: FileParts, { is, name }: QueryFile): Promise<FileMaterial> {
  const { files, house } = parts;
  switch (is) {
    case 'head-list': {
      const { items } = await files.headList(name);
      return { list: items.map(house.currentId) };
    }
    case 'none':
      return {};
    case 'moment-basis':
      return momentsOver(await files.momentBasis(name), house);
    case 'cluster-centroids':
      return placesAmong(await files.clusterCentroids(name), house);
    case 'fusion-weightings':
      return { gainsOf: await gainsOver(await files.fusionWeightings(name), parts) };
  }
}

function momentsOver(
  file: Uint8Array,
  { currentId }: Pick<TogetherParts['house'], 'currentId'>,
): FileMaterial {
  const { basis, items } = decodeBasis(file);
  const places = new Map(items.map((item, place) => [currentId(item), place]));
  return {
    momentOf: (watched) =>
      personMoment(basis, [...new Set(watched.flatMap((item) => places.get(item) ?? []))]),
  };
}

/** Nothing where the axes are of content features that this version does not make. */
async function placesAmong(file: Uint8Array, { space, rowOf }: FileParts['house']): Promise<FileMaterial> {
  const centroids = decodeCentroids(file);
  const axes = clusterSpace(centroids, (await space()).features);
  if (axes === undefined) return {};
  const points = centroids.clusters.map(({ centroid }) => centroid);
  return {
    placeOf(watched) {
      const last = watched.toSorted((a, b) => a.at - b.at || (a.item < b.item ? -1 : 1)).slice(-placedBy);
      const titles = last.flatMap(({ item }) => {
        const row = rowOf(item);
        return row === undefined ? [] : [{ row, weight: 1, item }];
      });
      const own = ownCluster(axes, points, titles);
      return own && { ...own, clusters: points.length, items: titles.map(({ item }) => item).toReversed() };
    },
  };
}

const keyOf = ({ is, name }: QueryFile): string => `${is}/${name}`;
