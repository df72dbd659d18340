import { browserSuite, clientStateFromBytes, openUnpinnedBundle } from '@parlour/private-aggregation';
import {
  available,
  lifetimeBudget,
  standing,
  sumOfBudgets,
  wholeBudget,
} from '@parlour/private-aggregation/ledger';
import { inviteCodeBytes, TokenAdmission } from '@parlour/wire';
import * as v from 'valibot';
import type { BudgetView, TogetherView } from '../../brain-api/index.ts';
import type { ClustersHere } from '../clusters-here.ts';
import { once } from '../once.ts';
import type { StartingMixture } from '../starting-mixture.ts';
import { logInLasts, providerOf } from './admission.ts';
import { agreementTo, type AskedBundle, askedBundle } from './asked-bundle.ts';
import { type Book, openBook } from './book.ts';
import { clustersView } from './clusters-view.ts';
import { endStoredRound } from './end-stored-round.ts';
import { fromHex, toHex } from './hex.ts';
import { learnedView } from './learned-view.ts';
import { offerView } from './offer-view.ts';
import { type Questions, readQuestions } from './questions.ts';
import { roundViews } from './round-views.ts';
import { sharedMixView } from './shared-mix-view.ts';
import { takeTurns, type Turns } from './take-turns.ts';
import type { SavedTogether } from './saved-together.ts';
import { watchedHereView } from './watched-here-view.ts';
import { watchedTitles } from './watched-titles.ts';
import type { TogetherParts } from './together-parts.ts';
import { heldToken } from './token-errands.ts';
import { togetherError } from './together-error.ts';
import { trialViews, triedViews } from './trials-view.ts';

/** Taking part in rounds, as far as an open vault is concerned. */
export interface Together {
  readonly choice: TogetherView['choice'];
  /** The ledger, for whom this person's other devices share a budget with. */
  readonly book: Book;
  view(): TogetherView;
  /** Asks the aggregator what it asks of everybody. */
  look(): Promise<TogetherView>;
  /** Begins to take part: agrees to what is asked now. @param way an invite as the person typed it, or a log-in's code in hex. */
  begin(way: TokenAdmission, off: readonly string[]): Promise<TogetherView>;
  /** The person has logged in again: tokens that are missing are asked for. @param code hex. */
  logInAgain(code: string): Promise<TogetherView>;
  /** Agrees to what is asked now, after that has changed. */
  agree(): Promise<TogetherView>;
  /** The person was asked, and does not want to. */
  decline(): Promise<TogetherView>;
  switchQuery(family: string, isOn: boolean): Promise<TogetherView>;
  /** Takes part no more: unspent tokens are deleted, and a round that is under way is left. */
  stop(): Promise<TogetherView>;
  /** The report of a round as it was encoded and noised, before masks were laid over it. */
  sentBytes(round: string): Uint8Array<ArrayBuffer>;
  close(): void;
}

export async function openTogether(parts: TogetherParts): Promise<Together> {
  const { vault, house, history, now, aggregator, onChange } = parts;
  const book = await openBook(vault);
  const suite = once(browserSuite);
  let questions: Questions | undefined;
  let turns: Turns | undefined;
  let pinnedOffer: AskedBundle | undefined;
  let clusters: ClustersHere | undefined;
  let mix: StartingMixture | undefined;

  const look = async (signal: AbortSignal): Promise<Questions> => {
    const { saved } = book;
    const read = await readQuestions(await suite(), aggregator(signal), saved, now());
    // Nothing is remembered for somebody who takes no part.
    if (saved.choice === 'on') {
      const { directory, takingPart } = read;
      await book.change({ directory, aggregatorKey: directory.aggregatorKey, relay: takingPart.relay });
    }
    questions = read;
    return read;
  };
  /** The bundle of an epoch as it was pinned, also when it is not published any more. */
  const pinned = async (epoch: string): Promise<AskedBundle | undefined> => {
    const { pinned: bundles, aggregatorKey } = book.saved;
    const signed = bundles[epoch];
    if (signed === undefined || aggregatorKey === null) return undefined;
    // It was held to its expiry when the round was joined.
    const expected = { aggregatorKey: fromHex(aggregatorKey), now: 0, audience: 'people' } as const;
    const opened = await openUnpinnedBundle(await suite(), signed, expected);
    return askedBundle(await suite(), opened, signed);
  };
  const go = (): void => {
    if (book.saved.choice !== 'on' || turns !== undefined || book.problem !== undefined) return;
    turns = takeTurns({ ...parts, book, suite, look, pinned });
  };
  const halt = async (): Promise<void> => {
    const running = turns;
    turns = undefined;
    await running?.stop();
  };
  const current = (): AskedBundle | undefined => questions?.asked[0] ?? pinnedOffer;
  const nameOf = (item: string): string => {
    const row = house.catalogue.rowOf(house.currentId(item));
    return row < 0 ? item : house.catalogue.name(row);
  };
  const budget = (): BudgetView | undefined => {
    const { ledger } = book;
    if (ledger === undefined) return undefined;
    const offer = current();
    const { budgets, epsilon, delta } = sumOfBudgets(ledger);
    const left = [...ledger.budgets.values()].reduce((sum, held) => sum + available(held), 0);
    const now = offer && standing(ledger, offer.cost);
    return {
      budgets,
      epsilon,
      delta,
      left: left / wholeBudget,
      reports: ledger.reports.size,
      spent: now?.spentHere,
      reportsLeft: now?.reportsLeft,
    };
  };
  const legOf = (): TogetherView['leg'] => book.round && clientStateFromBytes(book.round.state).phase;
  const view = (): TogetherView => {
    const { saved } = book;
    const problem = turns?.problem ?? questions?.refused;
    const offer = current();
    return {
      choice: saved.choice,
      doing:
        saved.choice === 'on' && book.problem === undefined
          ? (turns?.doing ?? { what: 'resting' })
          : undefined,
      leg: legOf(),
      offer: offer && offerView(offer, saved),
      off: [...saved.off],
      lifetime: { ...lifetimeBudget },
      budget: budget(),
      rounds: roundViews(book, nameOf),
      takingPart: questions && {
        isByInvite: questions.takingPart.admissions.some(({ kind }) => kind === 'invite'),
        provider: providerOf(questions.takingPart),
        relay: questions.takingPart.relay === null ? undefined : new URL(questions.takingPart.relay).host,
      },
      back: watchedHereView(house),
      clusters: clustersView(clusters, house, watchedTitles(history().events), saved.aggregatorKey),
      learned: learnedView(parts.learned()),
      trials: trialViews(parts),
      tried: triedViews(house),
      mix: sharedMixView(mix, !parts.startsAsBefore(), saved.aggregatorKey),
      problem: problem?.toPlain(),
      outOfRounds: book.problem?.toPlain(),
    };
  };
  const changed = (): TogetherView => {
    onChange();
    return view();
  };

  const latest = Object.keys(book.saved.pinned).toSorted().at(-1);
  if (book.saved.choice === 'on' && latest !== undefined) {
    pinnedOffer = await pinned(latest).catch(() => undefined);
  }
  go();
  // Nobody waits for it; without, there is nothing to show of it.
  house.clusters().then(
    (found) => {
      clusters = found;
      if (found !== undefined) onChange();
    },
    () => undefined,
  );
  house.mixture().then(
    (found) => {
      mix = found;
      if (found.shared !== undefined) onChange();
    },
    () => undefined,
  );
  return {
    book,
    get choice() {
      // Whoever can take no part is not asked to.
      return book.problem !== undefined && book.saved.choice === 'unasked' ? 'off' : book.saved.choice;
    },
    view,
    async look() {
      await look(new AbortController().signal);
      return changed();
    },
    async begin(way, off) {
      if (book.problem !== undefined) throw book.problem;
      const vouched = readWay(way, now());
      const { takingPart, directory, asked } = questions ?? (await look(new AbortController().signal));
      const [offer] = asked;
      if (offer === undefined) throw togetherError('nothing-asked');
      await halt();
      await book.found();
      await book.change({
        choice: 'on',
        ...vouched,
        relay: takingPart.relay,
        off: [...off],
        agreed: agreementTo(offer, null),
        aggregatorKey: directory.aggregatorKey,
        directory,
        askAt: {},
      });
      go();
      return changed();
    },
    async logInAgain(code) {
      // A moment that was drawn for a token which is not there yet may have come: it must not follow upon the log-in.
      const askAt = Object.entries(book.saved.askAt).filter(
        ([epoch]) => heldToken(book, epoch) !== undefined,
      );
      await book.change({ ...readWay({ kind: 'oidc', code }, now()), askAt: Object.fromEntries(askAt) });
      turns?.wake();
      return changed();
    },
    async agree() {
      const offer = current();
      if (offer === undefined) throw togetherError('nothing-asked');
      await book.change({ agreed: agreementTo(offer, book.saved.agreed) });
      turns?.wake();
      return changed();
    },
    async decline() {
      if (book.saved.choice === 'unasked') await book.change({ choice: 'off' });
      return changed();
    },
    async switchQuery(family, isOn) {
      const others = book.saved.off.filter((one) => one !== family);
      await book.change({ off: isOn ? others : [...others, family] });
      turns?.wake();
      return changed();
    },
    async stop() {
      await halt();
      await endStoredRound(book, 'left', now());
      await book.dropTokens();
      await book.change({ choice: 'off', invite: null, logIn: null, askAt: {} });
      return changed();
    },
    sentBytes(round) {
      for (const report of book.reports) {
        if (report.kind === 'paid' && report.round === round) return report.packed.slice();
      }
      throw togetherError('no-report');
    },
    close() {
      halt().catch(() => undefined);
    },
  };
}

/** What is kept of the way that a person came by. @throws ParlourError `together/bad-invite`, `-log-in-over`. */
function readWay({ kind, code }: TokenAdmission, now: number): Pick<SavedTogether, 'invite' | 'logIn'> {
  if (kind === 'invite') {
    const invite = inviteCodeBytes(code);
    if (invite === undefined) throw togetherError('bad-invite');
    return { invite: toHex(invite), logIn: null };
  }
  if (!v.is(TokenAdmission.entries.code, code)) throw togetherError('log-in-over');
  return { invite: null, logIn: { code, until: now + logInLasts } };
}
