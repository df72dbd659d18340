import { featureVersion, itemGraph } from '@parlour/catalogue';
import { decodeGraphModel } from '@parlour/model/graph';
import { graphStrategy } from '@parlour/recommend';
import { asRecommender } from '../as-recommender.ts';
import { inWorker } from './graph/in-worker.ts';

/** The graph strategy over the file that a device would load, trained by the default plan. */
export const graph = asRecommender('graph', async ({ catalogue, columns, train }) => {
  const people = train.map((history) => history.map(({ row }) => row));
  const { model, similar } = await inWorker({ columns, people });
  const versions = { catalogue: catalogue.version, features: featureVersion, rows: catalogue.size };
  return graphStrategy(decodeGraphModel(model, versions), itemGraph(catalogue, similar));
});
