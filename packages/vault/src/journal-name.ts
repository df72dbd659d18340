/**
 * What is kept in records each of which counts, and how many of them: all, one after the other, the last alone, or the last one that is
 * whole (`isWhole`) with all that were appended after it. The names are the keys in the database, in plain text, with the number of each
 * record.
 *
 * `together`: whether and how the person takes part in rounds. `ledger`: what that cost of their privacy. `reports`: what left
 * for rounds. `token`, `round`: secrets of a token and of a round under way. `sync`: whether and how the person's devices share their
 * record. `replica`: keys and state of that, and its changes since; kept apart so that a device without them knows that it must not send anything.
 */
export const JOURNALS = {
  together: 'last',
  ledger: 'all',
  reports: 'all',
  token: 'last',
  round: 'last',
  sync: 'last',
  replica: 'since-whole',
} as const;
export type JournalName = keyof typeof JOURNALS;

/** What an export holds: not the secrets of a round under way, which are of use to nobody but who would unmask its report. */
export const EXPORTED_JOURNALS = ['together', 'ledger', 'reports'] as const satisfies readonly JournalName[];
