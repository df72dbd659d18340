import { bodyRoom } from './body-room.ts';

/** Turns of long answers, so that a thousand devices that are woken at once are not answered all from memory. */
export interface AnswerRoom {
  /** Waits for a turn. @returns ends it, when the answer was sent; a device that is slow to take it ends it as well. */
  take(): Promise<() => void>;
}

/** Bytes of a long answer, about (neighbours, deliveries: the keys of a hundred devices and more), and of all at once. */
const answerBytes = 2 ** 17;
const roomBytes = 2 ** 22;
/** Milliseconds after which an answer is not waited for: it takes memory, but others their turns. */
const mostMs = 1_000;

export function answerRoom(): AnswerRoom {
  const room = bodyRoom(roomBytes);
  return {
    async take() {
      const leave = await room.take(answerBytes);
      const timer = setTimeout(leave, mostMs).unref();
      return () => {
        clearTimeout(timer);
        leave();
      };
    },
  };
}
