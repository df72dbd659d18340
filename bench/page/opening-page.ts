import type { OpeningTimings } from './opening-worker.ts';

declare global {
  interface Window {
    timeOpening(address: string): Promise<OpeningTimings>;
  }
}

/** Each time in a worker of its own, so that no code is warm. */
window.timeOpening = (address) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./opening-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<OpeningTimings>) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(address);
  });
