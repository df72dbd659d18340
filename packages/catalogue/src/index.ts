export { contentFeatures, contentFeaturesInSlices, featureVersion } from './features/content-features.ts';
export { type FeatureMatrix, featureDimension, featureOf } from './features/feature-matrix.ts';
export type { Edge, EdgeType, ItemGraph } from './graph/item-graph.ts';
export { itemGraph } from './graph/open-item-graph.ts';
export type { Catalogue, CodedColumn, CodedColumnName, TextColumn } from './snapshot/catalogue.ts';
export { formerId, formerIds } from './snapshot/former-ids.ts';
export { openCatalogue } from './snapshot/open-catalogue.ts';
export { type CatalogueSignals, openSignals } from './snapshot/signals/open-signals.ts';
export type { RowSignals } from './snapshot/signals/row-signals.ts';
