import type { CryptoSuite } from '@parlour/private-aggregation';
import { standing } from '@parlour/private-aggregation/ledger';
import { ParlourError } from '@parlour/wire';
import type { TogetherDoing } from '../../brain-api/index.ts';
import { asParlourError } from '../unexpected.ts';
import { type AskedBundle, isAgreed, isOffHere, isWorthIt } from './asked-bundle.ts';
import type { Book } from './book.ts';
import { isMetered, notNow } from './good-moment.ts';
import { endStoredRound } from './end-stored-round.ts';
import { goOn, joinAndTakePart, type RoundParts } from './one-round.ts';
import { ownMaterial } from './own-material.ts';
import type { TogetherParts } from './together-parts.ts';
import { paidReport } from './paid-report.ts';
import { queryFiles } from './query-files.ts';
import type { Questions } from './questions.ts';
import { heldToken, runTokenErrands } from './token-errands.ts';

/** A device that takes part, at work: one step after another, until it is stopped. */
export interface Turns {
  readonly doing: TogetherDoing;
  readonly problem: ParlourError | undefined;
  /** Something has changed: the next step comes at once. */
  wake(): void;
  /** Resolves when nothing of it is under way any more. */
  stop(): Promise<void>;
}

interface TurnsParts extends TogetherParts {
  readonly book: Book;
  readonly suite: () => Promise<CryptoSuite>;
  readonly look: (signal: AbortSignal) => Promise<Questions>;
  readonly pinned: (epoch: string) => Promise<AskedBundle | undefined>;
}

/** Milliseconds between steps, where nothing calls for one before. */
const betweenSteps = 10_000;
/** Milliseconds between looks at what is asked. */
const betweenLooks = 600_000;
const afterTrouble = 60_000;
/** Milliseconds before it is waited for a round again; the aggregator lets a device wait much longer than this each time. */
const betweenWaits = 1_000;
/** Tries of one message before the round is given up for now; it is gone on with later, if there still is one. */
const mostTries = 60;

export function takeTurns(parts: TurnsParts): Turns {
  const { book, now, aggregator, conditions, idleMs, onChange } = parts;
  const stopper = new AbortController();
  const { signal } = stopper;
  const lines = aggregator(signal);
  let doing: TogetherDoing = { what: 'resting' };
  let problem: ParlourError | undefined;
  let questions: Questions | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let wake = (): void => undefined;

  const say = (next: TogetherDoing): void => {
    if (JSON.stringify(next) === JSON.stringify(doing)) return;
    doing = next;
    onChange();
  };
  const sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (signal.aborted) wake();
    });
  const pause = async (
    attempt: number,
    why: 'unreachable' | 'nothing-yet' = 'unreachable',
  ): Promise<void> => {
    signal.throwIfAborted();
    if (why === 'unreachable' && attempt > mostTries) throw unreachable();
    // The aggregator lets those wait who ask for what is not there yet.
    await sleep(why === 'unreachable' ? Math.min(5_000, 250 * attempt) : 250);
    signal.throwIfAborted();
  };
  const roundParts = async (): Promise<RoundParts> => ({
    suite: await parts.suite(),
    lines: lines.rounds(book.saved.relay),
    book,
    now,
    pause,
    async report(asked, roundId) {
      signal.throwIfAborted();
      onChange();
      return paidReport(book, asked, roundId, await ownMaterial(parts, asked), now());
    },
  });

  /** @returns milliseconds until the next step. */
  const step = async (): Promise<number> => {
    const { round } = book;
    if (round !== undefined) {
      const asked = await parts.pinned(round.epoch);
      if (asked === undefined) await endRound('aggregation/bundle-unknown');
      else await inRound(async () => goOn(await roundParts(), asked, round));
      return 0;
    }
    if (questions === undefined || now() - lookedAt >= betweenLooks) {
      questions = await parts.look(signal);
      lookedAt = now();
    }
    const { directory } = questions;
    problem = await runTokenErrands({ ...errandParts(), suite: await parts.suite() }, directory);
    const epoch = directory.epochs.find(
      ({ validFrom, validUntil }) => validFrom <= now() && now() < validUntil,
    );
    const asked = questions.asked.find(({ opened }) => opened.bundle.epoch === epoch?.id);
    if (epoch === undefined || asked === undefined) return rest({ what: 'nothing-asked' });
    if (book.saved.over.includes(epoch.id)) return rest({ what: 'done-for-now', until: epoch.validUntil });
    if (!isWorthIt(asked, isOffHere(book.saved, book.ledger))) return rest({ what: 'all-off' });
    if (!isAgreed(asked, book.saved.agreed)) return rest({ what: 'asks-more' });
    if (book.ledger === undefined || standing(book.ledger, asked.cost).reportsLeft === 0)
      return rest({ what: 'spent' });
    const held = heldToken(book, epoch.id);
    const moment = book.saved.askAt[epoch.id] ?? now();
    if (held === undefined)
      return rest(
        book.saved.invite === null ? { what: 'log-in-needed' } : { what: 'token-later', at: moment },
      );
    if (book.saved.invite === null && now() < moment) return rest({ what: 'use-later', at: moment });
    const obstacle = notNow({ ...conditions(), idleMs: idleMs(), isMetered: isMetered() });
    if (obstacle !== undefined) return rest({ what: 'waiting-for-moment', obstacle });
    await pin(epoch.id, asked);
    await queryFiles(parts, asked);
    say({ what: 'waiting-for-round' });
    const announcement = await lines.rounds(book.saved.relay).announcement(asked.opened.hash);
    signal.throwIfAborted();
    if (announcement === undefined) return betweenWaits;
    await inRound(async () => joinAndTakePart(await roundParts(), asked, directory, held, announcement));
    return 0;
  };
  const errandParts = () => ({ door: lines.tokens, book, now, pause: (attempt: number) => pause(attempt) });
  const rest = (what: TogetherDoing): number => {
    say(what);
    return betweenSteps;
  };
  const pin = async (epoch: string, { signed }: AskedBundle): Promise<void> => {
    if (book.saved.pinned[epoch] !== undefined) return;
    await book.change({ pinned: { ...book.saved.pinned, [epoch]: signed } });
  };

  const inRound = async (takePart: () => Promise<void>): Promise<void> => {
    say({ what: 'in-round' });
    try {
      await takePart();
    } catch (error) {
      if (signal.aborted || mayGoOn(error)) throw error;
      await endRound(asParlourError(error).code);
      // Whoever was late for one round is not the first in the next.
      await sleep(betweenSteps);
      return;
    }
    await endRound('done');
  };
  const endRound = async (how: string): Promise<void> => {
    await endStoredRound(book, how, now());
    onChange();
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      let next = afterTrouble;
      try {
        next = await step();
        if (doing.what === 'trouble') say({ what: 'resting' });
      } catch (error) {
        if (signal.aborted || parts.vault.isLocked) return;
        problem = asParlourError(error);
        if (problem.code === 'aggregation/elsewhere') return;
        say({ what: 'trouble' });
        onChange();
        if (book.round !== undefined) next = betweenSteps / 2;
      }
      if (next > 0) await sleep(next);
    }
  };
  const running = run();
  return {
    get doing() {
      return doing;
    },
    get problem() {
      return problem;
    },
    wake: () => wake(),
    async stop() {
      stopper.abort();
      wake();
      await running;
    },
  };
}

/** Whether a round may still be gone on with: nothing in it was refused. */
const mayGoOn = (error: unknown): boolean =>
  !(error instanceof ParlourError) ||
  /^(vault|catalogue)\//.test(error.code) ||
  ['aggregation/unreachable', 'aggregation/elsewhere'].includes(error.code);

const unreachable = (): ParlourError =>
  new ParlourError('aggregation/unreachable', {
    message: 'The aggregator cannot be reached.',
    meaning: 'The round goes on without this device unless the connection comes back in time.',
    mend: 'There is nothing to do: the device tries again by itself.',
  });
