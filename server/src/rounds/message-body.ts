import type { Readable } from 'node:stream';
import { type Bytes, packedBytes, refusal, type ServerState } from '@parlour/private-aggregation';
import { httpError } from '../problems/http-error.ts';
import { bodyRoom } from './body-room.ts';
import type { BodySpool, ReadBody } from './body-spool.ts';
import { chunksByTurns } from './chunks-by-turns.ts';
import { freeBytes } from './free-bytes.ts';
import type { OpenRounds } from './open-rounds.ts';

/** A report of 2^18 words of 32 bits and its frame: the longest message of any round. */
export const mostMessageBytes = 2 ** 20 + 1024;

/** Of every message but a report: shares for 254 neighbours take a third of it. */
export const mostOtherBytes = 2 ** 16;
/** Of a draw, an advertisement, a confirmation; shares grow to be more. */
const usualBytes = 2 ** 12;
/** Header, hash of the sharers, and signature. */
const reportFrameBytes = 38 + 32 + 64;

/** Bytes of the longest message that a round takes. */
export const longestMessage = ({ setup }: Pick<ServerState, 'setup'>): number =>
  Math.max(mostOtherBytes, packedBytes(setup.dimension, setup.bits) + reportFrameBytes);

/** Milliseconds that a message may take to arrive: as long as the longest leg is open. */
const arrivalMs = 120_000;
/** Short bodies wait for no turn. */
const unlimited = bodyRoom(Number.POSITIVE_INFINITY);

/**
 * Reads a message for a round, having looked the round up first: what no message of it can be is not read.
 * @param id of the round, as the request has it.
 * @param announced bytes, where the request says how many.
 * @throws ParlourError `aggregation/wrong-round`, `-round-over`, `http/too-large`, `-malformed`, `-too-slow`, `-no-room`.
 */
export async function readMessage(
  rounds: Pick<OpenRounds, 'get'>,
  id: string,
  announced: number | undefined,
  body: Readable,
  spool: BodySpool,
): Promise<ReadBody> {
  if (!/^[0-9a-f]{64}$/.test(id)) throw httpError('malformed');
  if (announced !== undefined && announced > mostMessageBytes) throw httpError('too-large');
  const { state } = await rounds.get(id);
  if (state === undefined) throw refusal('round-over');
  const most = longestMessage(state);
  if (announced !== undefined && announced > most) throw httpError('too-large');
  const size = announced ?? most;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(httpError('too-slow')), arrivalMs);
  try {
    if (size > mostOtherBytes) return await spool.read(body, most, late.signal);
    const message = await readAll(body, most, Math.min(size, usualBytes), late.signal);
    return { message, leave: () => {} };
  } finally {
    clearTimeout(timer);
  }
}

/** Into one place, which grows where more comes than is usual. */
async function readAll(body: Readable, most: number, expected: number, signal: AbortSignal): Promise<Bytes> {
  let message = new Uint8Array(expected);
  let length = 0;
  for await (const chunk of chunksByTurns(body, unlimited, signal)) {
    const end = length + chunk.length;
    if (end > most) throw httpError('too-large');
    if (end > message.length) {
      const larger = new Uint8Array(Math.min(most, Math.max(end, 2 * message.length)));
      larger.set(message.subarray(0, length));
      message = larger;
    }
    message.set(chunk, length);
    length = end;
    freeBytes(chunk);
  }
  return length === message.length ? message : message.slice(0, length);
}
