export { type BundleDoor, httpBundles, type HttpBundlesOptions } from './http-bundles.ts';
export { type HttpChannelOptions, httpChannel } from './http-channel.ts';
export { type HttpTokensOptions, httpTokens } from './http-tokens.ts';
export { httpTakingPart, type HttpTakingPartOptions } from './http-taking-part.ts';
export { obtainToken, type TokenErrand } from './obtain-token.ts';
export type { RoundChannel, RoundStore, StoredRound } from './round-channel.ts';
export { type Participation, takePart } from './take-part.ts';
export type { TokenDoor } from './token-door.ts';
