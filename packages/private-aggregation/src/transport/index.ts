export { type HttpChannelOptions, httpChannel } from './http-channel.ts';
export type { RoundChannel, RoundStore, StoredRound } from './round-channel.ts';
export { type Participation, takePart } from './take-part.ts';
