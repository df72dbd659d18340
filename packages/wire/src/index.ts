export { AuditActor, AuditDetail, AuditEntry, AuditPage } from './audit-entry.ts';
export { CatalogueManifest, PublicFile } from './catalogue-manifest.ts';
export { CollaborativeHeader } from './collaborative-header.ts';
export {
  ConsoleAccount,
  Enrolment,
  EnrolmentOrder,
  MadeEnrolment,
  RoleChange,
} from './console-account.ts';
export { AccountName, ConsoleRole, ConsoleSession, SessionState } from './console-session.ts';
export { EpochId } from './epoch-id.ts';
export { FusionWeightings, fusionWeightingsPath, MOST_WEIGHTINGS } from './fusion-weightings.ts';
export { GraphEmbeddingsHeader, GraphEncoderHeader } from './graph-model.ts';
export {
  ClusterCentroids,
  ClusterId,
  clusterCentroidsPath,
  MOST_CLUSTER_AXES,
  MOST_CLUSTERS,
} from './cluster-centroids.ts';
export { HEAD_LIST_DIGITS, HeadList, headListPath } from './head-list.ts';
export { EventKind, HistoryEvent, NamedTitle } from './history-event.ts';
export { FIRST_PROFILE, HouseholdProfile, ofProfile, ProfileId, profileOf } from './household-profile.ts';
export { inviteCodeBytes, inviteCodeText } from './invite-code.ts';
export { ExternalIds, Item, PlatformOffer } from './item.ts';
export { LegTimes } from './leg-times.ts';
export { MomentBasisManifest, momentBasisPath, MomentDesign, MomentItems } from './moment-basis.ts';
export { ParlourError, type ParlourErrorText, type PlainError } from './parlour-error.ts';
export {
  EnrolmentRequest,
  Passkey,
  PasskeyAssertion,
  PasskeyCreationOptions,
  PasskeyRegistration,
  PasskeyRequestOptions,
} from './passkey.ts';
export { AllotmentTransfer, LedgerEntry, LedgerEvent } from './privacy-ledger.ts';
export { PublishedFusion } from './published-fusion.ts';
export { ClusterFeed, ClusterFeedEntry, ClusterFeedQuery } from './cluster-feed.ts';
export {
  CLUSTER_SIZES,
  PublishedCluster,
  PublishedClusters,
  SignedPublicFile,
} from './published-clusters.ts';
export { PublishedPopularity } from './published-popularity.ts';
export { PublishedReports } from './published-reports.ts';
export { Problem } from './problem.ts';
export { Bundle, Query, SignedBundle } from './query-bundle.ts';
export { RecommendationEntry, RecommendationReason, RecommendationRequest } from './recommendation.ts';
export { SharedFusion, SharedFusionOrigin } from './shared-fusion.ts';
export { SumsOrigin } from './sums-origin.ts';
export { ModelSeal, MomentModelManifest, MomentOrigin } from './moment-model.ts';
export { TakingPart } from './taking-part.ts';
export { TensorHeader } from './tensor-header.ts';
export { SignedTokenDirectory, TokenDirectory, TokenEpoch } from './token-directory.ts';
export { TokenAdmission, TokenAnswer, TokenRequest } from './token-request.ts';
