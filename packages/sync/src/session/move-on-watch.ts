/** Why a fresh outer document is begun. */
export type MoveReason = 'gap' | 'fork' | 'forgery';

export interface MoveOnWatch {
  /** Since when something has been missing without a break, in milliseconds of a monotonic clock. */
  readonly missingSince: number | undefined;
  readonly movedAt: number | undefined;
}

export interface Watched {
  /** Of the room that is written to: only what is missing while it is connected is the relay's doing. */
  readonly isConnected: boolean;
  readonly gaps: number;
  readonly forks: number;
  /** Something lies there that no device wrote. */
  readonly isForged: boolean;
}

/** What was missing may be on its way. */
const PATIENCE = 60_000;
/** Whoever can put rubbish into every room makes devices move on no oftener than this. */
const REST = 10 * 60_000;

export const noMoveYet: MoveOnWatch = { missingSince: undefined, movedAt: undefined };

/** Whether to move on to the next outer document, where everything is published again. @param now monotonic, in milliseconds. */
export function watchForMove(
  watch: MoveOnWatch,
  { isConnected, gaps, forks, isForged }: Watched,
  now: number,
): { readonly watch: MoveOnWatch; readonly move: MoveReason | undefined } {
  const isMissing = isConnected && gaps > 0;
  const missingSince = isMissing ? (watch.missingSince ?? now) : undefined;
  const stays = missingSince !== undefined && now - missingSince >= PATIENCE;
  const reason = isForged ? 'forgery' : forks > 0 ? 'fork' : stays ? 'gap' : undefined;
  const hasRested = watch.movedAt === undefined || now - watch.movedAt >= REST;
  if (reason === undefined || !hasRested) return { watch: { ...watch, missingSince }, move: undefined };
  return { watch: { missingSince: undefined, movedAt: now }, move: reason };
}
