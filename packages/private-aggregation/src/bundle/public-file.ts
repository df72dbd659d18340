import { ParlourError, SignedPublicFile } from '@parlour/wire';
import * as v from 'valibot';
import { type Bytes, concat, fromHex, toHex, utf8 } from '../secure-aggregation/bytes.ts';
import type { CryptoSuite } from '../secure-aggregation/suite/crypto-suite.ts';

/** What the aggregator signs: a domain separator, what the file is for, and its SHA-256. */
const signedPart = (is: string, hash: Bytes): Bytes => concat(utf8(`parlour/public-file/1/${is}/`), hash);

/**
 * A public file as the aggregator answers for it.
 * @param is what the file is for, so that none is taken for another: `clusters`.
 * @param text canonical JSON.
 * @param signingSeed 32 bytes, the aggregator's Ed25519 seed.
 */
export async function signPublicFile(
  suite: CryptoSuite,
  is: string,
  text: string,
  signingSeed: Bytes,
): Promise<SignedPublicFile> {
  const hash = await suite.sha256(utf8(text));
  return {
    text,
    sha256: toHex(hash),
    key: toHex(await suite.ed25519Public(signingSeed)),
    signature: toHex(await suite.sign(signingSeed, signedPart(is, hash))),
  };
}

/**
 * Holds a public file to its signature. @returns its text.
 * @param key of the aggregator, hex, where it is known: a file by another is refused. Without, the file's own is checked, which tells only that
 * it is whole and by whoever holds that key.
 * @throws ParlourError `aggregation/bad-public-file`.
 */
export async function openPublicFile(
  suite: CryptoSuite,
  is: string,
  signed: unknown,
  key?: string,
): Promise<string> {
  const parsed = v.safeParse(SignedPublicFile, signed);
  if (!parsed.success) throw badFile();
  const file = parsed.output;
  const hash = await suite.sha256(utf8(file.text));
  const isSound =
    toHex(hash) === file.sha256 &&
    (key === undefined || key === file.key) &&
    (await suite.verify(fromHex(file.key), signedPart(is, hash), fromHex(file.signature)));
  if (!isSound) throw badFile();
  return file.text;
}

const badFile = (): ParlourError =>
  new ParlourError('aggregation/bad-public-file', {
    message: 'A public file is not as the aggregator signed it.',
    meaning: 'It is not used; lists are made without it.',
    mend: 'Reload the page; if it stays like this, tell whoever runs this server.',
  });
