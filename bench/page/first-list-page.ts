import type { FirstListTask } from './first-list-worker.ts';

declare global {
  interface Window {
    firstList(task: FirstListTask): Promise<unknown>;
  }
}

/** Each task in a worker of its own, so that no code is warm but what that worker warmed. */
window.firstList = async (task) => {
  const worker = new Worker(new URL('./first-list-worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<{ done: unknown } | { failed: string }>) => {
        if ('failed' in data) reject(new Error(data.failed));
        else resolve(data.done);
      };
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(task);
    });
  } finally {
    worker.terminate();
  }
};
