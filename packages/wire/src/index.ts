export { CatalogueManifest, PublicFile } from './catalogue-manifest.ts';
export { CollaborativeHeader } from './collaborative-header.ts';
export { GraphEmbeddingsHeader, GraphEncoderHeader } from './graph-model.ts';
export { EventKind, HistoryEvent, NamedTitle } from './history-event.ts';
export { ExternalIds, Item, PlatformOffer } from './item.ts';
export { ParlourError, type ParlourErrorText, type PlainError } from './parlour-error.ts';
export { AllotmentTransfer, LedgerEntry, LedgerEvent } from './privacy-ledger.ts';
export { Bundle, Query, SignedBundle } from './query-bundle.ts';
export { RecommendationEntry, RecommendationReason, RecommendationRequest } from './recommendation.ts';
