import type { Page } from '@playwright/test';

/** Chromium's DevTools protocol, spoken with the first dedicated worker that a page starts. */
export interface WorkerSession {
  /** Resolves to the answer's `result`. */
  send(method: string, params?: Readonly<Record<string, unknown>>): Promise<unknown>;
}

/** Call it before the worker is started; resolves once it runs. */
export async function workerSession(page: Page): Promise<() => Promise<WorkerSession>> {
  const session = await page.context().newCDPSession(page);
  const waiting = new Map<number, (message: Answer) => void>();
  let next = 0;
  const attached = new Promise<string>((resolve) => {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') resolve(sessionId);
    });
  });
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const answer = JSON.parse(message) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  return async () => {
    const sessionId = await attached;
    return {
      async send(method, params = {}) {
        next += 1;
        const id = next;
        const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
        const message = JSON.stringify({ id, method, params });
        await session.send('Target.sendMessageToTarget', { sessionId, message });
        const { result, error } = await answered;
        if (error !== undefined) throw new Error(`${method}: ${error.message}`);
        return result;
      },
    };
  };
}

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}
