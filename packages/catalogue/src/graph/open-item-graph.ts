import { ParlourError } from '@parlour/wire';
import type { Catalogue } from '../snapshot/catalogue.ts';
import { decodeSimilar } from './decode-similar.ts';
import { byWeight } from './heaviest.ts';
import { type Edge, edgesPerRow, type ItemGraph } from './item-graph.ts';
import { sameGenre } from './same-genre.ts';
import { sharedPerson } from './shared-person.ts';
import { weightUnit } from './similar-format.ts';

/**
 * The item graph over an opened catalogue. SIMILAR edges come from `similarBytes`, the manifest's `graph`; the others
 * are derived from the columns, by indexes that are made when neighbours are asked for (a tenth of a second and 7 MB at 200,000 titles). Neighbours are asked for now and then,
 * many at once: the indexes stay while whoever asks is at it, and may go with the next garbage collection.
 *
 * @throws ParlourError `catalogue/graph-unreadable`, `catalogue/too-new`, `catalogue/graph-of-another-version`
 */
export function itemGraph(catalogue: Catalogue, similarBytes: Uint8Array): ItemGraph {
  const similar = decodeSimilar(similarBytes);
  if (similar.version !== catalogue.version || similar.rows !== catalogue.size) {
    throw anotherVersion(similar.version, catalogue.version);
  }
  let held: WeakRef<DerivedEdges> | undefined;
  const derivedEdges = (): DerivedEdges => {
    const known = held?.deref();
    if (known !== undefined) return known;
    const made = [sharedPerson(catalogue), sameGenre(catalogue)];
    held = new WeakRef(made);
    return made;
  };

  const similarTo = (row: number): Edge[] => {
    const { neighbours, weights } = similar.edges(row);
    return Array.from(neighbours, (neighbour, i) => ({
      row: neighbour,
      type: 'similar',
      weight: (weights[i] as number) / weightUnit,
    }));
  };

  return {
    neighbours(row) {
      if (!(row >= 0 && row < catalogue.size)) throw new RangeError(`no row ${row}`);
      const derived = derivedEdges();
      const heaviest = new Map<number, Edge>();
      for (const edge of [...similarTo(row), ...derived.flatMap((edges) => edges(row, edgesPerRow))]) {
        const known = heaviest.get(edge.row);
        if (!known || known.weight < edge.weight) heaviest.set(edge.row, edge);
      }
      return [...heaviest.values()].sort(byWeight).slice(0, edgesPerRow);
    },
  };
}

type DerivedEdges = readonly ((row: number, limit: number) => Edge[])[];

function anotherVersion(found: string, wanted: string): ParlourError {
  return new ParlourError(
    'catalogue/graph-of-another-version',
    {
      message: 'The file of similar titles belongs to another version of the catalogue.',
      meaning: 'Similar titles cannot be shown until both fit together; nothing of yours is touched.',
      mend: 'Reload the page to download the current version of both.',
    },
    { cause: `${found} instead of ${wanted}` },
  );
}
