export { encodeColumns } from './encode-columns.ts';
export { writeAtomically } from './write-atomically.ts';
export {
  type Canary,
  type ModelFiles,
  type PublishOptions,
  publishSnapshot,
  type TriedFile,
} from './publish-snapshot.ts';
export { writePublicFile } from './public-file.ts';
export { buildSimilar } from './similar/build-similar.ts';
export {
  encodeSignals,
  type LinkResult,
  type OwnReport,
  type SignalSources,
} from './signals/encode-signals.ts';
export type { ItemSignals } from './signals/item-signals.ts';
