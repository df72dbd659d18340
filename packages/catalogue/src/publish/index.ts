export { encodeColumns } from './encode-columns.ts';
export { type PublishOptions, publishSnapshot } from './publish-snapshot.ts';
export { buildSimilar } from './similar/build-similar.ts';
