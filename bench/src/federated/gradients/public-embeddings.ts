import { itemGraph } from '@parlour/catalogue';
import { buildSimilar } from '@parlour/catalogue/publish';
import { catalogueEdges, defaultGraphPlan, encodeItems, trainGraph } from '@parlour/model/graph-training';
import type { FederatedPeople } from '../federated-people.ts';

/** Steps after which the loss on the catalogue's own walks no longer falls. */
const steps = 60;

/** Embeddings (titles x 64) by a graph encoder that learned from the catalogue alone: which titles lie together. */
export async function publicEmbeddings(
  { catalogue, features }: Pick<FederatedPeople, 'catalogue' | 'features'>,
  seed: number,
  say: (line: string) => void,
): Promise<Float32Array> {
  const edges = catalogueEdges(itemGraph(catalogue, await buildSimilar(catalogue)), catalogue.size);
  const nobody = { features, edges, people: [], plan: { ...defaultGraphPlan, steps } };
  const onStep = (step: number, loss: number) => {
    if (step % 10 === 0) say(`encoder: step ${step} of ${steps}, loss ${loss.toFixed(3)}`);
  };
  return encodeItems(await trainGraph({ ...nobody, seed, onStep }), nobody);
}
