export { personNodes, type PersonNodes, titleLogits } from './person/person-nodes.ts';
export type { People } from './person/people.ts';
export { personValues } from './person/person-values.ts';
export { personParameters, type PersonParameters } from './parameters.ts';
export {
  decodeGraphModel,
  encodeGraphModel,
  encoderOfEmbeddings,
  type GraphModel,
  type GraphVersions,
} from './file/embeddings-file.ts';
export { embeddingLength, personHeads } from './shape.ts';
