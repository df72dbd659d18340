import { contentFeatures, featureVersion, openCatalogue } from '@parlour/catalogue';
import { encodeColumns } from '@parlour/catalogue/publish';
import { seededRandom } from '@parlour/model';
import { encodeCollaborativeModel } from '@parlour/model/collaborative';
import { embeddingLength, encodeGraphModel } from '@parlour/model/graph';
import { compactFeatures, itemSpace, popularity } from '@parlour/recommend';
import {
  encodeSimilar,
  similarEdges,
} from '../../../packages/catalogue/src/publish/similar/encode-similar.ts';
import { initialParameters } from '../../../packages/model/src/graph/parameters.ts';
import { syntheticItems } from '../synthetic-catalogue.ts';
import { madeCollaborative } from './made-collaborative.ts';

const neighbours = 16;
const reach = 300;

/** Files of the forms and sizes of real ones over an invented catalogue; what they say is invented too. */
export function madeModels(items: number): Record<string, Uint8Array> {
  const columns = encodeColumns([...syntheticItems({ items })]);
  const catalogue = openCatalogue(columns);
  const space = itemSpace(compactFeatures(contentFeatures(catalogue)));
  const random = seededRandom(2);
  const embeddings = Float32Array.from(
    { length: items * embeddingLength },
    (_, at) => space.low[at] * space.lowScales[Math.floor(at / embeddingLength)],
  );
  const versions = { catalogue: catalogue.version, features: featureVersion, rows: items };
  const rows = new Int32Array(items * neighbours);
  const cosines = new Float32Array(items * neighbours);
  for (let row = 0; row < items; row += 1) {
    const near = new Set<number>();
    while (near.size < Math.min(neighbours, items - 1)) {
      const other = Math.min(items - 1, Math.max(0, row + Math.floor((2 * random() - 1) * reach)));
      if (other !== row) near.add(other);
    }
    [...near].forEach((other, at) => {
      rows[row * neighbours + at] = other;
      cosines[row * neighbours + at] = 0.3 + 0.6 * random();
    });
  }
  return {
    'columns.arrow': columns,
    'collaborative.bin': encodeCollaborativeModel(
      madeCollaborative(catalogue, popularity(catalogue), seededRandom(3)),
    ),
    'graph.bin': encodeGraphModel(initialParameters(random), embeddings, versions, 1000),
    'similar.bin': encodeSimilar(
      similarEdges({ k: neighbours, rows, cosines }, catalogue.version, featureVersion),
    ),
  };
}
