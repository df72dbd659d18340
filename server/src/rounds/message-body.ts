import { type Bytes, packedBytes, refusal, type ServerState } from '@parlour/private-aggregation';
import { httpError } from '../problems/http-error.ts';
import { type BodyRoom, bodyRoom } from './body-room.ts';
import type { OpenRounds } from './open-rounds.ts';

/** A report of 2^18 words of 32 bits and its frame: the longest message of any round. */
export const mostMessageBytes = 2 ** 20 + 1024;

/** Of every message but a report: shares for 254 neighbours take a third of it. */
const mostOtherBytes = 2 ** 16;
/** Header, hash of the sharers, and signature. */
const reportFrameBytes = 38 + 32 + 64;

/** Bytes of the longest message that a round takes. */
export const longestMessage = ({ setup }: Pick<ServerState, 'setup'>): number =>
  Math.max(mostOtherBytes, packedBytes(setup.dimension, setup.bits) + reportFrameBytes);

/** Bytes of long messages that a replica holds at once while they arrive and are stored. */
const roomBytes = 2 ** 26;
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
    return { message: await inTime(readAll(chunks, most)), leave };
  } catch (error) {
    leave();
    throw error;
  }
}

async function readAll(chunks: AsyncIterable<Uint8Array>, most: number): Promise<Bytes> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > most) throw httpError('too-large');
    parts.push(chunk);
  }
  const message = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    message.set(part, at);
    at += part.length;
  }
  return message;
}

async function inTime<T>(reading: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(httpError('too-slow')), arrivalMs);
  reading.catch(() => undefined);
  return Promise.race([reading, late]).finally(() => clearTimeout(timer));
}
