import {
  type Appended,
  chainHead,
  foundLedger,
  type Gift,
  giveAllotment,
  joinLedger,
  type Ledger,
  openLedger,
  receiveAllotment,
  type ReportCost,
  type ReportToPay,
  reserveReport,
  type Sha256,
} from '@parlour/private-aggregation/ledger';
import { refusal } from '@parlour/private-aggregation';
import type { RoundStore } from '@parlour/private-aggregation/transport';
import type { JournalName, Vault } from '@parlour/vault';
import { type AllotmentTransfer, ParlourError } from '@parlour/wire';
import * as v from 'valibot';
import { oneAtATime } from '../one-at-a-time.ts';
import { type PaidReport, reportFromBytes, reportToBytes, type SavedReport } from './saved-report.ts';
import {
  roundFromBytes,
  roundToBytes,
  type SavedRound,
  type SavedTokens,
  tokensFromBytes,
  tokensToBytes,
} from './saved-round.ts';
import { notAsked, SavedTogether, withoutOldEpochs } from './saved-together.ts';
import { togetherError } from './together-error.ts';

/** Everything about taking part that an open vault keeps: each change is on disk before its promise resolves. */
export interface Book {
  readonly saved: SavedTogether;
  readonly ledger: Ledger | undefined;
  readonly reports: readonly SavedReport[];
  readonly round: SavedRound | undefined;
  readonly tokens: SavedTokens;
  /** Why this device takes part in no round: what it has spent cannot be told, or was written by a newer version. */
  readonly problem: ParlourError | undefined;
  change(part: Partial<SavedTogether>): Promise<void>;
  /** Begins the ledger of a first device, where there is none. */
  found(): Promise<void>;
  /** Begins the ledger of a further device of a person, where there is none: it holds nothing that no other gives it. */
  join(device: string, by: 'pairing' | 'recovery', budgets: readonly string[]): Promise<void>;
  /** Gives a part of a budget to another device. @throws ParlourError `ledger/...` */
  give(gift: Gift): Promise<void>;
  /** Takes what another device gave; the same again changes nothing. @throws ParlourError `ledger/...` */
  take(transfer: AllotmentTransfer): Promise<void>;
  /**
   * Pays for a report and keeps its bytes, in one transaction, after which the token of its epoch is used up.
   * @throws ParlourError `ledger/...`; then nothing has changed.
   */
  pay(toPay: ReportToPay, cost: ReportCost, reportOf: (amount: number) => PaidReport): Promise<void>;
  /** The round under way is over for this device. @param note how it ended; undefined leaves no trace. */
  endRound(note?: SavedReport): Promise<void>;
  tokenStore(epoch: string): RoundStore;
  dropTokens(): Promise<void>;
  /** @param about what is kept beside the state. */
  roundStore(about: Omit<SavedRound, 'revision' | 'state'>): RoundStore;
}

const sha256: Sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
const toBytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const fromBytes = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));

type Changes = Partial<Record<JournalName, Uint8Array>>;

export async function openBook(vault: Vault): Promise<Book> {
  const inOrder = oneAtATime();
  const last = new Map<JournalName, number>();
  let problem: ParlourError | undefined;
  const read = async (name: JournalName): Promise<Uint8Array<ArrayBuffer>[]> => {
    const records = await vault.readJournal(name);
    last.set(name, records.at(-1)?.sequence ?? 0);
    return records.map(({ bytes }) => bytes);
  };
  const readable = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (vault.isLocked) throw error;
      const isTold = error instanceof ParlourError && error.code.startsWith('ledger/');
      problem ??= isTold ? error : togetherError('damaged', { cause: error });
      return otherwise;
    }
  };
  let saved = await readable(async () => {
    const [bytes] = await read('together');
    return bytes === undefined ? notAsked : v.parse(SavedTogether, fromBytes(bytes));
  }, notAsked);
  let ledger = await readable(async () => {
    const entries = (await read('ledger')).map(fromBytes);
    const head = saved.ledgerHead.length > 0 ? saved.ledgerHead : undefined;
    return entries.length === 0 && head === undefined ? undefined : openLedger(sha256, entries, head);
  }, undefined);
  let reports = await readable(async () => (await read('reports')).map(reportFromBytes), []);
  let round = await readable(
    async () => roundFromBytes((await read('round'))[0] ?? new Uint8Array()),
    undefined,
  );
  let tokens = await readable(async () => {
    const [bytes] = await read('token');
    return bytes === undefined ? {} : tokensFromBytes(bytes);
  }, {});

  /** @returns whether it was written; if not, another window has written meanwhile. */
  const write = async (changes: Changes): Promise<boolean> => {
    const names = Object.keys(changes) as JournalName[];
    const entries = names.map((journal) => ({
      journal,
      after: last.get(journal) ?? 0,
      bytes: changes[journal] ?? new Uint8Array(),
    }));
    if (!(await vault.appendToJournals(entries))) return false;
    for (const { journal, after } of entries) last.set(journal, after + 1);
    return true;
  };
  const mustWrite = async (changes: Changes): Promise<void> => {
    if (problem !== undefined) throw problem;
    if (!(await write(changes))) throw refusal('elsewhere');
  };
  const change = async (part: Partial<SavedTogether>, others: Changes = {}): Promise<void> => {
    const next = withoutOldEpochs({ ...saved, ...part });
    await mustWrite({ together: toBytes(next), ...others });
    saved = next;
  };
  const extend = async (appended: Appended, part: Partial<SavedTogether>, others: Changes): Promise<void> => {
    const ledgerHead = { ...chainHead(appended.ledger) };
    await change({ ...part, ledgerHead }, { ledger: toBytes(appended.entry), ...others });
    ledger = appended.ledger;
  };
  return {
    get saved() {
      return saved;
    },
    get ledger() {
      return ledger;
    },
    get reports() {
      return reports;
    },
    get round() {
      return round;
    },
    get tokens() {
      return tokens;
    },
    get problem() {
      return problem;
    },
    change: (part) => inOrder(() => change(part)),
    found: () =>
      inOrder(async () => {
        if (problem !== undefined) throw problem;
        if (ledger !== undefined) return;
        await extend(await foundLedger(sha256, crypto.randomUUID(), crypto.randomUUID()), {}, {});
      }),
    join: (device, by, budgets) =>
      inOrder(async () => {
        if (problem !== undefined) throw problem;
        if (ledger !== undefined) return;
        await extend(await joinLedger(sha256, device, by, budgets), {}, {});
      }),
    give: (gift) =>
      inOrder(async () => {
        if (problem !== undefined) throw problem;
        if (ledger === undefined) throw refusal('bad-report', 'no ledger');
        await extend(await giveAllotment(sha256, ledger, gift), {}, {});
      }),
    take: (transfer) =>
      inOrder(async () => {
        if (problem !== undefined) throw problem;
        if (ledger === undefined) throw refusal('bad-report', 'no ledger');
        const taken = await receiveAllotment(sha256, ledger, transfer);
        if (taken.entry !== undefined) await extend(taken, {}, {});
      }),
    pay: (toPay, cost, reportOf) =>
      inOrder(async () => {
        if (problem !== undefined) throw problem;
        if (ledger === undefined) throw refusal('bad-report', 'no ledger');
        const appended = await reserveReport(sha256, ledger, toPay, cost);
        const { event } = appended.entry;
        const report = reportOf(event.kind === 'reserved' ? event.amount : 0);
        const { [report.epoch]: _, ...left } = tokens;
        const over = [...saved.over.filter((epoch) => epoch !== report.epoch), report.epoch];
        await extend(appended, { over }, { reports: reportToBytes(report), token: tokensToBytes(left) });
        tokens = left;
        reports = [...reports, report];
      }),
    endRound: (note) =>
      inOrder(async () => {
        const others = note === undefined ? {} : { reports: reportToBytes(note) };
        await mustWrite({ round: roundToBytes(undefined), ...others });
        round = undefined;
        if (note !== undefined) reports = [...reports, note];
      }),
    tokenStore: (epoch) => ({
      load: () => Promise.resolve(tokens[epoch]),
      save: (state, revision) =>
        inOrder(async () => {
          if (revision !== (tokens[epoch]?.revision ?? 0) + 1) return false;
          const next = { ...tokens, [epoch]: { state: state.slice(), revision } };
          if (!(await write({ token: tokensToBytes(next) }))) return false;
          tokens = next;
          return true;
        }),
      clear: () =>
        inOrder(async () => {
          const { [epoch]: _, ...left } = tokens;
          await mustWrite({ token: tokensToBytes(left) });
          tokens = left;
        }),
    }),
    dropTokens: () =>
      inOrder(async () => {
        await mustWrite({ token: tokensToBytes({}) });
        tokens = {};
      }),
    roundStore: (about) => ({
      load: () => Promise.resolve(round && { state: round.state.slice(), revision: round.revision }),
      save: (state, revision) =>
        inOrder(async () => {
          if (problem !== undefined || revision !== (round?.revision ?? 0) + 1) return false;
          const next = { ...about, state: state.slice(), revision };
          if (!(await write({ round: roundToBytes(next) }))) return false;
          round = next;
          return true;
        }),
      // Whoever runs the round ends it, with a note of how.
      clear: () => Promise.resolve(),
    }),
  };
}
