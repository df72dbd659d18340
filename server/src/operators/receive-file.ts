import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ParlourError } from '@parlour/wire';
import { httpError } from '../problems/http-error.ts';
import { operatorError } from './operator-error.ts';

export interface ReceivedFile {
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/**
 * Streams an upload to a file that appears whole or not at all; what was written of one that fails is removed. Never more
 * than a few buffers are in memory.
 * @param nameOf the file's name in `folder`, once its hash is known.
 * @param most bytes.
 * @throws ParlourError `http/too-large`, `operators/empty-file`, `operators/upload-cut`.
 */
export async function receiveFile(
  stream: Readable,
  folder: string,
  nameOf: (received: ReceivedFile) => string,
  most: number,
): Promise<ReceivedFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `${randomUUID()}.part`);
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(bytes > most ? httpError('too-large') : null, chunk);
    },
  });
  try {
    await pipeline(stream, counted, createWriteStream(draft, { mode: 0o600, flush: true }));
    if (bytes === 0) throw operatorError('empty-file');
    const received = { bytes, sha256: hash.digest('hex') };
    await rename(draft, join(folder, nameOf(received)));
    return received;
  } catch (error) {
    await rm(draft, { force: true });
    throw isCut(error) ? operatorError('upload-cut', { cause: error }) : error;
  }
}

/** Whoever sent it stopped in the middle. */
const isCut = (error: unknown): boolean =>
  !(error instanceof ParlourError) &&
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ECONNRESET' ||
    error.code === 'ERR_STREAM_PREMATURE_CLOSE' ||
    error.code === 'ECONNABORTED');
