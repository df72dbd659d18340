import { SignedTokenDirectory, TokenDirectory } from '@parlour/wire';
import * as v from 'valibot';
import { canonicalJson } from '../bundle/canonical-json.ts';
import { type Bytes, fromHex, toHex, utf8 } from '../secure-aggregation/bytes.ts';
import type { CryptoSuite } from '../secure-aggregation/suite/crypto-suite.ts';
import { signedPart } from './publish-directory.ts';
import { isFitPublicKey } from './suite/public-key-form.ts';
import { tokenError, type TokenProblem } from './token-error.ts';

export interface DirectoryExpectations {
  /**
   * The aggregator's Ed25519 public key, pinned with the app or at the first visit; undefined at that visit, after which
   * the one of the directory is pinned.
   */
  readonly aggregatorKey: Bytes | undefined;
  /** The directory that this device saw last. */
  readonly known?: TokenDirectory | undefined;
}

/**
 * Reads a published directory as a device does.
 * @throws ParlourError `tokens/directory-malformed`, `-directory-forged` (hash, signature, aggregator's key, or text not
 * canonical), `-directory-changed` (another key for an epoch that this device knows), `-unfit-key`.
 */
export async function openTokenDirectory(
  suite: CryptoSuite,
  published: unknown,
  { aggregatorKey, known }: DirectoryExpectations,
): Promise<TokenDirectory> {
  const signed = v.safeParse(SignedTokenDirectory, published);
  demand(signed.success, 'directory-malformed');
  const { directory: text, sha256, signature } = signed.output;
  const hash = await suite.sha256(utf8(text));
  demand(toHex(hash) === sha256, 'directory-forged');
  const directory = parse(text);
  demand(canonicalJson(directory) === text, 'directory-forged');
  const pinned = aggregatorKey ?? fromHex(directory.aggregatorKey);
  demand(toHex(pinned) === directory.aggregatorKey, 'directory-forged');
  demand(await suite.verify(pinned, signedPart(hash), fromHex(signature)), 'directory-forged');
  checkEpochs(directory);
  demand(known === undefined || agree(known, directory), 'directory-changed');
  return directory;
}

function parse(text: string): TokenDirectory {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw tokenError('directory-malformed', { cause });
  }
  const parsed = v.safeParse(TokenDirectory, json);
  demand(parsed.success, 'directory-malformed');
  return parsed.output;
}

function checkEpochs({ epochs }: TokenDirectory): void {
  for (const { publicKey, validFrom, validUntil } of epochs) {
    demand(isFitPublicKey(fromHex(publicKey)), 'unfit-key');
    demand(validFrom < validUntil, 'directory-malformed');
  }
  const distinct = (values: readonly string[]) => new Set(values).size === epochs.length;
  demand(distinct(epochs.map(({ id }) => id)), 'directory-malformed');
  demand(distinct(epochs.map(({ publicKey }) => publicKey)), 'directory-malformed');
}

/** An epoch that both list is the same in both; epochs come and go. */
function agree(known: TokenDirectory, fresh: TokenDirectory): boolean {
  const before = new Map(known.epochs.map((epoch) => [epoch.id, canonicalJson(epoch)]));
  return fresh.epochs.every(
    (epoch) => (before.get(epoch.id) ?? canonicalJson(epoch)) === canonicalJson(epoch),
  );
}

function demand(condition: boolean, problem: TokenProblem): asserts condition {
  if (!condition) {
    throw tokenError(problem);
  }
}
