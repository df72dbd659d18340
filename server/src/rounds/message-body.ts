import { type Bytes, packedBytes, refusal, type ServerState } from '@parlour/private-aggregation';
import { httpError } from '../problems/http-error.ts';
import { type BodyRoom, bodyRoom } from './body-room.ts';
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

/** Bytes of long messages that a replica holds at once while they arrive and are stored. */
const roomBytes = 2 ** 22;
/** Milliseconds that a message may take to arrive; one that holds room must not hold it for long. */
const arrivalMs = 60_000;

/** Room for the long messages of one replica. */
export const messageRoom = (): BodyRoom => bodyRoom(roomBytes);

export interface ReadMessage {
  readonly message: Bytes;
  /** To be called when the message is no longer held. */
  readonly leave: () => void;
}

/**
 * Reads a message for a round, having looked the round up first: what no message of it can be is not read.
 * @param id of the round, as the request has it.
 * @param announced bytes, where the request says how many.
 * @throws ParlourError `aggregation/wrong-round`, `-round-over`, `http/too-large`, `-malformed`, `-too-slow`.
 */
export async function readMessage(
  rounds: Pick<OpenRounds, 'get'>,
  id: string,
  announced: number | undefined,
  chunks: AsyncIterable<Uint8Array>,
  room: BodyRoom,
): Promise<ReadMessage> {
  if (!/^[0-9a-f]{64}$/.test(id)) throw httpError('malformed');
  if (announced !== undefined && announced > mostMessageBytes) throw httpError('too-large');
  const { state } = await rounds.get(id);
  if (state === undefined) throw refusal('round-over');
  const most = longestMessage(state);
  if (announced !== undefined && announced > most) throw httpError('too-large');
  const size = announced ?? most;
  const leave = size > mostOtherBytes ? await room.take(size) : () => {};
  try {
    // Only for what holds room is memory taken before it has come.
    const expected = size > mostOtherBytes ? size : Math.min(size, usualBytes);
    return { message: await inTime(readAll(chunks, most, expected)), leave };
  } catch (error) {
    leave();
    throw error;
  }
}

/** Into one place, as large as is expected, or growing where more comes. */
async function readAll(chunks: AsyncIterable<Uint8Array>, most: number, expected: number): Promise<Bytes> {
  let message = new Uint8Array(expected);
  let length = 0;
  for await (const chunk of chunks) {
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

async function inTime<T>(reading: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(httpError('too-slow')), arrivalMs);
  reading.catch(() => undefined);
  return Promise.race([reading, late]).finally(() => clearTimeout(timer));
}
