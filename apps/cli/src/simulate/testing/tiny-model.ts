import {
  defaultOptions,
  encodeCollaborativeModel,
  interactionsOf,
  trainCollaborative,
} from '@parlour/model/collaborative';
import { publishedCatalogue } from '../../catalogue/published-catalogue.ts';

/** A collaborative model of a small published catalogue: whoever watches a title watches the one that is so many steps further. */
export async function tinyModel(folder: string, step: number): Promise<Uint8Array<ArrayBuffer>> {
  const { catalogue } = await publishedCatalogue(folder);
  const people = Array.from({ length: 60 }, (_, person) =>
    [0, 1, 2].map((at) => ({ row: (person + at * step) % catalogue.size, at })),
  );
  return encodeCollaborativeModel(
    trainCollaborative(
      interactionsOf(catalogue.size, people),
      { idOf: (row) => catalogue.id(row), name: 'test' },
      defaultOptions,
    ),
  );
}
