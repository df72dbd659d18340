export { canonicalJson } from './bundle/canonical-json.ts';
export { log2TooFewReports, smallestCohort } from './bundle/cohort-size.ts';
export { checkBundle, totalDimension } from './bundle/check-bundle.ts';
export { LIMITS } from './bundle/limits.ts';
export {
  type BundleExpectations,
  openBundle,
  type OpenedBundle,
  openUnpinnedBundle,
} from './bundle/open-bundle.ts';
export { openPublicFile, signPublicFile } from './bundle/public-file.ts';
export { publishBundle } from './bundle/publish-bundle.ts';
export { decodeSum } from './encoding/decode-sum.ts';
export { type Answers, encodeReport } from './encoding/encode-report.ts';
export { type EncodingPlan, planEncoding } from './encoding/encoding-plan.ts';
export { isPlausibleSum, largestSumNorm } from './encoding/plausible-sum.ts';
export type { RandomWords } from './encoding/random-words.ts';
export { refusal, type RefusalReason, refusalWords } from './refusal.ts';
export type { Bytes } from './secure-aggregation/bytes.ts';
export { memberCount } from './secure-aggregation/member-set.ts';
export { clientStep } from './secure-aggregation/client/client.ts';
export type { ClientState } from './secure-aggregation/client/client-state.ts';
export { type Entry, joinRound } from './secure-aggregation/client/join-round.ts';
export { clientStateFromBytes, clientStateToBytes } from './secure-aggregation/client/state-bytes.ts';
export { cohortGraph, type CohortGraph } from './secure-aggregation/graph/cohort-graph.ts';
export {
  type Header,
  type Kind,
  KINDS,
  readHeader,
  signatureOf,
} from './secure-aggregation/messages/signed-message.ts';
export { addPacked } from './secure-aggregation/words/add-packed.ts';
export { packWords } from './secure-aggregation/words/pack-words.ts';
export { packedBytes } from './secure-aggregation/words/packed-words.ts';
export { unpackWords } from './secure-aggregation/words/unpack-words.ts';
export { plainFromBytes, plainToBytes } from './secure-aggregation/plain-bytes.ts';
export { roundSetup, type RoundSetup, setupHash } from './secure-aggregation/round-setup.ts';
export { type Checked, checkMessage } from './secure-aggregation/aggregator/check-message.ts';
export { abort, closeLeg } from './secure-aggregation/aggregator/close-leg.ts';
export { messageTo } from './secure-aggregation/aggregator/message-to.ts';
export { opensEverything } from './secure-aggregation/aggregator/opens-everything.ts';
export { openRound } from './secure-aggregation/aggregator/open-round.ts';
export {
  type AddedReport,
  addReport,
  receiveAddedReports,
} from './secure-aggregation/aggregator/receive-added-reports.ts';
export { type Received, serverReceive } from './secure-aggregation/aggregator/receive.ts';
export { addUnmasked, release, unmask } from './secure-aggregation/aggregator/release.ts';
export type {
  Adding,
  Released,
  Reporting,
  ServerState,
  ServerTools,
} from './secure-aggregation/aggregator/server-state.ts';
export { serverStateFromBytes, serverStateToBytes } from './secure-aggregation/aggregator/state-bytes.ts';
export { runUnmaskJob, type UnmaskJob } from './secure-aggregation/aggregator/unmask-job.ts';
export { unmaskJob, unmaskJobIds } from './secure-aggregation/aggregator/unmask-jobs.ts';
export { browserSuite } from './secure-aggregation/suite/browser-suite.ts';
export type { Awaitable, CryptoSuite } from './secure-aggregation/suite/crypto-suite.ts';
export type { Tools } from './secure-aggregation/tools.ts';
