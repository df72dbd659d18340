import { isMember, type MemberSet, members } from '../member-set.ts';
import type { SealedShares } from './sealed-shares.ts';
import type { Sealed } from './server-state.ts';

/** The same shares by receiver, rising by sender, among those who shared: five bytes a share beside what is sealed. */
export class SharesByReceiver implements Iterable<[number, readonly Sealed[]]> {
  readonly #shares: SealedShares;
  /** Where the shares of each receiver begin, and behind them where the last end. */
  readonly #begins: Uint32Array;
  readonly #senders: Uint32Array;
  readonly #places: Uint8Array;

  constructor(shares: SealedShares, sharers: MemberSet, clients: number) {
    this.#shares = shares;
    const senders = members(sharers, clients);
    const begins = new Uint32Array(clients + 1);
    const each = (take: (sender: number, place: number, receiver: number) => void) => {
      for (const sender of senders) {
        for (let place = 0; place < shares.drawn(sender); place += 1) {
          const receiver = shares.receiver(sender, place);
          if (isMember(sharers, receiver)) take(sender, place, receiver);
        }
      }
    };
    each((_sender, _place, receiver) => {
      begins[receiver + 1] += 1;
    });
    for (let i = 0; i < clients; i += 1) begins[i + 1] += begins[i];
    this.#begins = begins;
    this.#senders = new Uint32Array(begins[clients]);
    this.#places = new Uint8Array(begins[clients]);
    const next = begins.slice();
    each((sender, place, receiver) => {
      const at = next[receiver];
      next[receiver] += 1;
      this.#senders[at] = sender;
      this.#places[at] = place;
    });
  }

  get(receiver: number): readonly Sealed[] | undefined {
    const from = this.#begins[receiver];
    const to = this.#begins[receiver + 1];
    if (to === undefined || from === to) return undefined;
    return Array.from({ length: to - from }, (_, i) =>
      this.#shares.share(this.#senders[from + i], this.#places[from + i]),
    );
  }

  *[Symbol.iterator](): Iterator<[number, readonly Sealed[]]> {
    for (let receiver = 0; receiver + 1 < this.#begins.length; receiver += 1) {
      const shares = this.get(receiver);
      if (shares) yield [receiver, shares];
    }
  }
}
