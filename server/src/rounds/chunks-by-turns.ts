import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { BodyRoom } from './body-room.ts';

/** Bytes for which a turn is taken: what one read of a socket gives at most. */
const chunkBytes = 2 ** 16;

/**
 * A body chunk by chunk, each read from its stream only when it has a turn, which ends when the next is asked for: of a thousand bodies
 * that come at once, memory holds what their streams read ahead and the chunks whose turn it is. A body that has sent nothing has no turn.
 * @throws what ends the body early, and the signal's reason.
 */
export async function* chunksByTurns(
  body: Readable,
  turns: BodyRoom,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let wake = () => {};
  const woken = () => wake();
  let end: { readonly error?: unknown } | undefined;
  const ending = new AbortController();
  finished(body, { writable: false, cleanup: true, signal: ending.signal }).then(
    () => ((end = {}), woken()),
    (error: unknown) => ((end = { error }), woken()),
  );
  body.on('readable', woken);
  signal.addEventListener('abort', woken);
  try {
    while (true) {
      signal.throwIfAborted();
      if (body.readableLength > 0) {
        const leave = await turns.take(chunkBytes);
        try {
          const chunk: Uint8Array | null = body.read();
          if (chunk !== null) yield chunk;
        } finally {
          leave();
        }
        continue;
      }
      if (end !== undefined) {
        if (end.error !== undefined) throw end.error;
        return;
      }
      const { promise: news, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      // Asks for more, or lets a body that is over end.
      body.read(0);
      await news;
    }
  } finally {
    // While anybody listens for what is readable, the rest of a body that was refused would not be thrown away.
    body.off('readable', woken);
    signal.removeEventListener('abort', woken);
    ending.abort();
  }
}
