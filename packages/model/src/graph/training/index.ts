export { catalogueEdges } from '../edges/catalogue-edges.ts';
export type { GraphEdges } from '../edges/graph-edges.ts';
export { encodeItems, type ItemGraphInput } from '../encode-items.ts';
export { decodeGraphEncoder, encodeGraphEncoder, type GraphEncoder } from '../file/encoder-file.ts';
export { type GraphParameters, initialParameters, parameterCount } from '../parameters.ts';
export { embedCatalogue } from './embed-catalogue.ts';
export { defaultGraphPlan, type GraphPlan } from './graph-plan.ts';
export { type GraphTraining, trainGraph } from './train-graph.ts';
export { type GraphModelFiles, type GraphModelTraining, trainGraphModel } from './train-graph-model.ts';
