import {
  clientStateFromBytes,
  type CryptoSuite,
  joinRound,
  openBundle,
  type Tools,
} from '@parlour/private-aggregation';
import { epochKeys, type HeldToken, tokenChecker, webBlindRsa } from '@parlour/private-aggregation/tokens';
import { takePart } from '@parlour/private-aggregation/transport';
import type { TokenDirectory } from '@parlour/wire';
import type { RoundLines } from './aggregator.ts';
import type { AskedBundle } from './asked-bundle.ts';
import type { Book } from './book.ts';
import { freshSeed } from './randomness.ts';
import { fromHex } from './hex.ts';
import type { SavedRound } from './saved-round.ts';

export interface RoundParts {
  readonly suite: CryptoSuite;
  readonly lines: RoundLines;
  readonly book: Book;
  /** The encoded report for a round, paid for. */
  readonly report: (asked: AskedBundle, roundId: Uint8Array) => Promise<Uint32Array>;
  readonly pause: (attempt: number, why: 'unreachable' | 'nothing-yet') => Promise<void>;
  readonly now: () => number;
}

/**
 * Answers an announcement with a token and takes part to the end.
 * @throws ParlourError as `openBundle`, `joinRound` and `takePart`; what is stored stays.
 */
export async function joinAndTakePart(
  parts: RoundParts,
  asked: AskedBundle,
  directory: TokenDirectory,
  held: HeldToken,
  announcement: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const { suite, book, now } = parts;
  const aggregatorKey = fromHex(directory.aggregatorKey);
  const pinned = new Map(Object.entries(book.saved.pinned).map(([epoch, { sha256 }]) => [epoch, sha256]));
  const expected = { aggregatorKey, pinned, now: now(), audience: 'people' } as const;
  const bundle = await openBundle(suite, asked.signed, expected);
  const { tokenKeysHash } = await epochKeys(suite, directory, held.epoch);
  const tools = await toolsFor(suite, held.epoch, held.publicKey);
  const { signingSeed, token } = held;
  const seed = freshSeed();
  const { dimension } = asked.plan;
  const joined = await joinRound(tools, announcement, {
    bundle,
    now: now(),
    dimension,
    aggregatorKey,
    tokenKeysHash,
    signingSeed,
    token,
    seed,
  });
  seed.fill(0);
  const about = {
    roundId: joined.setup.roundId,
    signingKey: await suite.ed25519Public(signingSeed),
    epoch: held.epoch,
    tokenKey: held.publicKey,
  };
  await run(parts, tools, asked, about, () => Promise.resolve(joined));
}

/** Goes on with the round that is stored, where it was. @throws as `joinAndTakePart`. */
export async function goOn(parts: RoundParts, asked: AskedBundle, round: SavedRound): Promise<void> {
  const { revision: _, state: __, ...about } = round;
  const tools = await toolsFor(parts.suite, round.epoch, round.tokenKey);
  await run(parts, tools, asked, about, () => Promise.resolve(clientStateFromBytes(round.state)));
}

async function run(
  { lines, book, report, pause }: RoundParts,
  tools: Tools,
  asked: AskedBundle,
  about: Omit<SavedRound, 'revision' | 'state'>,
  join: Parameters<typeof takePart>[0]['join'],
): Promise<void> {
  await takePart({
    tools,
    channel: lines.channel(about.roundId, about.signingKey),
    store: book.roundStore(about),
    join,
    report: () => report(asked, about.roundId),
    pause,
  });
}

const toolsFor = async (
  suite: CryptoSuite,
  epoch: string,
  publicKey: Uint8Array<ArrayBuffer>,
): Promise<Tools> => ({
  suite,
  tokenIsValid: await tokenChecker({ suite, blindRsa: webBlindRsa }, { epoch, publicKey }),
});
