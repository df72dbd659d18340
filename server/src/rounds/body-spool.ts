import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Bytes } from '@parlour/private-aggregation';
import { httpError } from '../problems/http-error.ts';
import { bodyRoom } from './body-room.ts';
import { chunksByTurns } from './chunks-by-turns.ts';
import { freeBytes } from './free-bytes.ts';

/**
 * Long bodies on their way lie on disk, so that who sends slowly, stops in the middle, or comes with a thousand others holds no memory,
 * and nobody up. Memory is taken for a body that is whole, by turns.
 */
export interface BodySpool {
  /**
   * @param most bytes that it may have.
   * @param signal says when it is no longer waited for; not heeded once the body is whole.
   * @throws ParlourError `http/too-large`, `http/no-room`; the signal's reason; what ended the body early.
   */
  read(body: Readable, most: number, signal: AbortSignal): Promise<ReadBody>;
}

export interface ReadBody {
  readonly message: Bytes;
  /** To be called when the message is no longer held. */
  readonly leave: () => void;
}

export interface SpoolLimits {
  /** Where bodies lie, in files without a name that go with the process. */
  readonly folder: string;
  /** Bytes of all bodies that have come in part; counted as they come, never as they are announced. */
  readonly diskBytes: number;
  /** Bytes of whole bodies in memory at once. */
  readonly memoryBytes: number;
  /** Bytes on their way from a socket to the disk at once. */
  readonly turnBytes: number;
}

/** A thousand reports of full size and more, on disk; nine in memory; sixteen reads of a socket. */
const usual: SpoolLimits = {
  folder: tmpdir(),
  diskBytes: 2 ** 29,
  memoryBytes: 2 ** 22,
  turnBytes: 2 ** 20,
};

export function bodySpool(limits: Partial<SpoolLimits> = {}): BodySpool {
  const { folder, diskBytes, memoryBytes, turnBytes } = { ...usual, ...limits };
  const memory = bodyRoom(memoryBytes);
  const turns = bodyRoom(turnBytes);
  let spooled = 0;

  async function spool(body: Readable, most: number, signal: AbortSignal, file: FileHandle) {
    let length = 0;
    try {
      for await (const chunk of chunksByTurns(body, turns, signal)) {
        if (length + chunk.length > most) throw httpError('too-large');
        if (spooled + chunk.length > diskBytes) throw httpError('no-room');
        length += chunk.length;
        spooled += chunk.length;
        await file.appendFile(chunk);
        freeBytes(chunk);
      }
      const leave = await memory.take(length);
      try {
        return { message: await readWhole(file, length), leave };
      } catch (error) {
        leave();
        throw error;
      }
    } finally {
      spooled -= length;
    }
  }

  return {
    async read(body, most, signal) {
      try {
        const file = await openUnnamed(folder);
        try {
          return await spool(body, most, signal, file);
        } finally {
          await file.close();
        }
      } catch (error) {
        throw isOfDisk(error) ? httpError('no-room', { cause: error }) : error;
      }
    },
  };
}

async function openUnnamed(folder: string): Promise<FileHandle> {
  const path = join(folder, `parlour-body-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await unlink(path);
  return file;
}

async function readWhole(file: FileHandle, length: number): Promise<Bytes> {
  const message = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    const { bytesRead } = await file.read(message, at, length - at, at);
    if (bytesRead === 0) throw httpError('failed');
    at += bytesRead;
  }
  return message;
}

const ofDisk = /^(?:ENOSPC|EDQUOT|EROFS|EACCES|ENOENT|EIO|EMFILE|ENFILE)$/;
const isOfDisk = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && ofDisk.test(error.code);
