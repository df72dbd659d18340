import { type Bytes, packedBytes, refusal, type ServerState } from '@parlour/private-aggregation';
import { httpError } from '../problems/http-error.ts';
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

/**
 * Reads a message for a round, having looked the round up first: what no message of it can be is not read.
 * @param id of the round, as the request has it.
 * @param announced bytes, where the request says how many.
 * @throws ParlourError `aggregation/wrong-round`, `-round-over`, `http/too-large`, `http/malformed`.
 */
export async function readMessage(
  rounds: Pick<OpenRounds, 'get'>,
  id: string,
  announced: number | undefined,
  chunks: AsyncIterable<Uint8Array>,
): Promise<Bytes> {
  if (!/^[0-9a-f]{64}$/.test(id)) throw httpError('malformed');
  if (announced !== undefined && announced > mostMessageBytes) throw httpError('too-large');
  const { state } = await rounds.get(id);
  if (state === undefined) throw refusal('round-over');
  const most = longestMessage(state);
  if (announced !== undefined && announced > most) throw httpError('too-large');
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
