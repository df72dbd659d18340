import type { FastifyReply } from 'fastify';

/** How long requests wait for something new. */
export interface Patience {
  /** Ends when the device goes away, after so long that no proxy between gives up, or when the server stops. */
  of(reply: FastifyReply): AbortSignal;
  /** The server stops: nobody waits any longer. */
  end(): void;
}

/** @param milliseconds of one request. */
export function patience(milliseconds: number): Patience {
  const waiting = new Map<AbortController, FastifyReply>();
  let isOver = false;
  return {
    of(reply) {
      const one = new AbortController();
      const timer = setTimeout(() => one.abort(), milliseconds);
      waiting.set(one, reply);
      reply.raw.once('close', () => {
        clearTimeout(timer);
        waiting.delete(one);
        one.abort();
      });
      if (isOver) one.abort();
      return one.signal;
    },
    end() {
      isOver = true;
      for (const [one, reply] of waiting) {
        // A connection kept for the next request would keep the server from stopping.
        reply.header('connection', 'close');
        one.abort();
      }
    },
  };
}
