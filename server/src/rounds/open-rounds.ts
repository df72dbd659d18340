import { refusal, type ServerState, type ServerTools } from '@parlour/private-aggregation';
import type { LegTimes } from '@parlour/wire';
import { eq } from 'drizzle-orm';
import type { Notifications } from '../database/notifications.ts';
import { round, type RoundPhase } from '../database/schema/rounds.ts';
import { type AnswersAwaited, answersAwaited } from './answers-awaited.ts';
import { bytesOf } from './ids.ts';
import { defaultLegTimes } from './leg-times.ts';
import { readState } from './read-state.ts';
import type { RoundFrame } from './round-frame.ts';

/** A round as a replica knows it: where it was when it last looked. */
export interface KnownRound {
  readonly id: string;
  readonly phase: RoundPhase;
  readonly tokenEpoch: string;
  readonly legTimes: LegTimes;
  readonly tools: ServerTools;
  /** At the beginning of the leg; never changed. None when the round is over. */
  readonly state: ServerState | undefined;
  readonly awaited: AnswersAwaited | undefined;
}

/** Rounds that a replica serves; everything in it can be read again from the database. */
export interface OpenRounds {
  /** @throws ParlourError `aggregation/wrong-round` for one that does not exist. */
  get(id: string): Promise<KnownRound>;
  /**
   * Asks the database for the phase alone, and reads the round again only if it has gone on.
   * @throws as `get`.
   */
  refresh(known: KnownRound): Promise<KnownRound>;
  /** Resolves when something is new about the round, or the signal says to wait no longer. */
  change(id: string, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** Rounds whose state is held at a time; a state of a thousand devices takes some ten megabytes. */
const mostKnown = 6;

export function openRounds(
  frame: Pick<RoundFrame, 'database' | 'toolsOf'>,
  notifications: Pick<Notifications, 'on'>,
): OpenRounds {
  // Only of rounds that exist: made-up ids must not push the real ones out.
  const known = new Map<string, KnownRound>();
  const reading = new Map<string, Promise<KnownRound>>();
  const forget = (id: string) => {
    known.delete(id);
    reading.delete(id);
  };
  const get = async (id: string) => {
    const before = known.get(id);
    if (before) {
      known.delete(id);
      known.set(id, before);
      return before;
    }
    const begun = reading.get(id);
    if (begun) return begun;
    const fresh = readRound(frame, id);
    reading.set(id, fresh);
    try {
      const read = await fresh;
      // Forgotten meanwhile: it may be from before what was told.
      if (reading.get(id) === fresh) keep(known, read);
      return read;
    } finally {
      if (reading.get(id) === fresh) reading.delete(id);
    }
  };
  const waiters = new Map<string, Set<() => void>>();
  const stop = notifications.on('round', (id) => {
    const ids = id === undefined ? [...known.keys(), ...reading.keys(), ...waiters.keys()] : [id];
    for (const each of ids) {
      forget(each);
      for (const wake of waiters.get(each) ?? []) wake();
    }
  });
  return {
    get,
    async refresh(old) {
      const { id, phase } = old;
      if ((await readPhase(frame, id)) === phase) return old;
      if (known.get(id) === old) forget(id);
      return get(id);
    },
    change(id, signal) {
      return new Promise((resolve) => {
        const waiting = waiters.get(id) ?? new Set();
        const done = () => {
          waiting.delete(done);
          if (waiting.size === 0) waiters.delete(id);
          signal.removeEventListener('abort', done);
          resolve();
        };
        waiters.set(id, waiting.add(done));
        signal.addEventListener('abort', done);
        if (signal.aborted) done();
      });
    },
    close: stop,
  };
}

/** Beside those asked for last; a round that is over has no state to hold. */
function keep(known: Map<string, KnownRound>, read: KnownRound): void {
  known.set(read.id, read);
  for (const oldest of known.keys()) {
    if (known.size <= mostKnown) return;
    known.delete(oldest);
  }
}

async function readPhase(
  { database }: Pick<RoundFrame, 'database'>,
  id: string,
): Promise<RoundPhase | undefined> {
  const [row] = await database
    .select({ phase: round.phase })
    .from(round)
    .where(eq(round.id, bytesOf(id)));
  return row?.phase;
}

async function readRound(frame: Pick<RoundFrame, 'database' | 'toolsOf'>, id: string): Promise<KnownRound> {
  const { database, toolsOf } = frame;
  const [row] = await database
    .select({ phase: round.phase, tokenEpoch: round.tokenEpoch, legTimes: round.legTimes })
    .from(round)
    .where(eq(round.id, bytesOf(id)));
  if (row === undefined) throw refusal('wrong-round');
  const { phase, tokenEpoch } = row;
  const isOver = phase === 'released' || phase === 'aborted';
  const state = isOver ? undefined : await readState(database, bytesOf(id), phase);
  // It has gone on meanwhile.
  if (!isOver && state === undefined) return readRound(frame, id);
  const legTimes = row.legTimes ?? defaultLegTimes;
  const tools = await toolsOf(tokenEpoch);
  return { id, phase, tokenEpoch, legTimes, tools, state, awaited: state && answersAwaited(state) };
}
