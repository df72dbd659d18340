import { featureVersion, itemGraph } from '@parlour/catalogue';
import { buildSimilar } from '@parlour/catalogue/publish';
import { decodeGraphModel } from '@parlour/model/graph';
import { defaultGraphPlan, trainGraphModel } from '@parlour/model/graph-training';
import { graphStrategy } from '@parlour/recommend';
import { asRecommender } from '../as-recommender.ts';

/** The graph strategy over the file that a device would load, trained by the default plan. */
export const graph = asRecommender('graph', async ({ catalogue, features, train }) => {
  const edges = itemGraph(catalogue, await buildSimilar(catalogue));
  const { model } = await trainGraphModel({
    catalogue,
    graph: edges,
    features: features(),
    people: train.map((history) => history.map(({ row }) => row)),
    plan: defaultGraphPlan,
    seed: 1,
  });
  const versions = { catalogue: catalogue.version, features: featureVersion, rows: catalogue.size };
  return graphStrategy(decodeGraphModel(model, versions), edges);
});
