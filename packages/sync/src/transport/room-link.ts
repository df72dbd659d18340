import type { ParlourError } from '@parlour/wire';

/** How a connection to a room stands. */
export type LinkStatus =
  /** Not connected; tried again at `retryAt` (milliseconds of the clock that was handed in), for the reason of the last failure. */
  | { readonly kind: 'offline'; readonly reason: ParlourError; readonly retryAt: number }
  | { readonly kind: 'connecting' }
  /** What lay in the room is here. `isOurs`: it is a relay of Parlour, which keeps what it acknowledges on disk. */
  | { readonly kind: 'connected'; readonly isOurs: boolean }
  /** Nothing is tried any more, since waiting does not help. */
  | { readonly kind: 'refused'; readonly reason: ParlourError }
  | { readonly kind: 'closed' };

/** One room at one relay, over as many sockets one after the other as it takes. */
export interface RoomLink {
  readonly status: LinkStatus;
  /** Changes of the outer document, made here, that the relay is not known to have. 0: it has them all. */
  readonly waiting: number;
  /** Messages from the relay that could not be applied, and were passed over. */
  readonly damaged: number;
  /** Called after anything of these has changed. @returns what ends it. */
  subscribe(listener: () => void): () => void;
  /** Sends at once what waits to go with others: before the page is hidden, or somebody waits for it. */
  flush(): void;
  /** Tries at once, whatever it waits for: the network has come back, or the person asks for it. */
  wake(): void;
  /**
   * Has the relay forget the room, for everybody.
   * @throws ParlourError why it did not: it is not connected, or not a relay of ours.
   */
  erase(): Promise<void>;
  /** Sends what waits and closes. Whoever has to know that it arrived looks at `waiting` first. */
  close(): void;
}

/** Origin of changes to the outer document that came from the relay. */
export const fromRelay = Symbol('from the relay');
