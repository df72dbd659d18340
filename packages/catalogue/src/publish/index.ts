export { encodeColumns } from './encode-columns.ts';
export { writeAtomically } from './write-atomically.ts';
export { type ModelFiles, type PublishOptions, publishSnapshot } from './publish-snapshot.ts';
export { buildSimilar } from './similar/build-similar.ts';
