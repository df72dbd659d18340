import { decodeBasis, personMoment } from '@parlour/model/moments';
import { type FileMaterial, type QueryFile, queryKind } from '@parlour/private-aggregation/queries';
import type { AskedBundle } from './asked-bundle.ts';
import type { TogetherParts } from './together-parts.ts';

type FileParts = Pick<TogetherParts, 'files' | 'house'>;

/**
 * What is made of the public files that a bundle's queries are about. All are fetched whatever the person has switched off, so
 * that what is asked of the server tells nothing of it.
 * @throws ParlourError `catalogue/unreachable`, `-damaged`, `model/tensors-damaged`: over a basis that is none nothing is answered
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

async function materialOf({ files, house }: FileParts, { is, name }: QueryFile): Promise<FileMaterial> {
  switch (is) {
    case 'head-list': {
      const { items } = await files.headList(name);
      return { list: items.map(house.currentId) };
    }
    case 'moment-basis':
      return momentsOver(await files.momentBasis(name), house);
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

const keyOf = ({ is, name }: QueryFile): string => `${is}/${name}`;
