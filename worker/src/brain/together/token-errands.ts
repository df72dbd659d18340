import type { CryptoSuite } from '@parlour/private-aggregation';
import {
  askingMoment,
  epochKeys,
  type HeldToken,
  tokenStateFromBytes,
  webBlindRsa,
} from '@parlour/private-aggregation/tokens';
import { obtainToken, type TokenDoor } from '@parlour/private-aggregation/transport';
import { ParlourError, type TokenAdmission, type TokenDirectory } from '@parlour/wire';
import type { Book } from './book.ts';
import { admissionOf } from './admission.ts';
import { freshSeed, freshWords } from './randomness.ts';

export interface TokenErrands {
  readonly suite: CryptoSuite;
  readonly door: TokenDoor;
  readonly book: Book;
  readonly now: () => number;
  readonly pause: (attempt: number) => Promise<void>;
}

/** Milliseconds after which a token is asked for again that the aggregator would not give. */
const againAfter = 6 * 3_600_000;

/**
 * Chooses a random moment for every epoch that is on or to come, and asks for the tokens whose moment has come. A log-in
 * vouches for minutes, so its tokens are asked for at once, and first used at the moment chosen.
 * @returns the first refusal, for the person: an invite or log-in that is not known, or has expired.
 * @throws ParlourError `tokens/unreachable`, `tokens/directory-changed` and whatever else says that this directory is not to
 * be believed.
 */
export async function runTokenErrands(
  errands: TokenErrands,
  directory: TokenDirectory,
): Promise<ParlourError | undefined> {
  const { book, now } = errands;
  let refused: ParlourError | undefined;
  for (const { id, validFrom, validUntil } of directory.epochs) {
    if (validUntil <= now() || book.saved.over.includes(id) || heldToken(book, id) !== undefined) continue;
    if (book.saved.askAt[id] === undefined) {
      const at = askingMoment({ validFrom, validUntil }, now(), freshWords(1)[0]);
      await book.change({ askAt: { ...book.saved.askAt, [id]: at } });
    }
    const admission = admissionOf(book.saved, now());
    if (admission === undefined || (admission.kind === 'invite' && book.saved.askAt[id] > now())) continue;
    try {
      await askNow(errands, directory, id, admission);
    } catch (error) {
      if (!(error instanceof ParlourError) || !isRefusal(error)) throw error;
      refused ??= error;
      const { over, askAt } = book.saved;
      // Another device of this person has it: it is not to be had here.
      if (error.code === 'tokens/already-issued') await book.change({ over: [...over, id] });
      else if (admission.kind === 'oidc') await book.change({ logIn: null });
      else await book.change({ askAt: { ...askAt, [id]: now() + againAfter } });
    }
  }
  await dropLogIn(book, directory, now());
  return refused;
}

/** A log-in that has brought its tokens, or has run out, is not kept. */
async function dropLogIn(book: Book, { epochs }: TokenDirectory, now: number): Promise<void> {
  const { logIn, over } = book.saved;
  if (logIn === null) return;
  const isNeeded = epochs.some(
    ({ id, validUntil }) => validUntil > now && !over.includes(id) && heldToken(book, id) === undefined,
  );
  if (!isNeeded || now >= logIn.until) await book.change({ logIn: null });
}

/** The token of an epoch, if this device has it. */
export function heldToken({ tokens }: Pick<Book, 'tokens'>, epoch: string): HeldToken | undefined {
  const stored = tokens[epoch];
  const state = stored && tokenStateFromBytes(stored.state);
  return state?.phase === 'held' ? state : undefined;
}

const refusals = [
  'already-issued',
  'unknown-invite',
  'expired-invite',
  'unknown-log-in',
  'not-admitted',
  'unknown-epoch',
  'too-many-requests',
];
const isRefusal = ({ code }: ParlourError): boolean => refusals.some((name) => code === `tokens/${name}`);

async function askNow(
  { suite, door, book, pause }: TokenErrands,
  directory: TokenDirectory,
  epoch: string,
  admission: TokenAdmission,
): Promise<void> {
  await obtainToken({
    tools: { suite, blindRsa: webBlindRsa },
    door,
    store: book.tokenStore(epoch),
    keys: await epochKeys(suite, directory, epoch),
    admission,
    seed: freshSeed,
    pause,
  });
}
