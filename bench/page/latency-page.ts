import type { LatencyTask, LatencyTimings } from './latency-worker.ts';

declare global {
  interface Window {
    /** The worker lives on until the page is closed, so that its memory can be measured. */
    timeLatency(task: LatencyTask): Promise<LatencyTimings>;
    /** Bytes of page and worker. */
    measureMemory(): Promise<number | undefined>;
  }
  interface Performance {
    /** Only in pages isolated from other origins. */
    measureUserAgentSpecificMemory?(): Promise<{ readonly bytes: number }>;
  }
}

window.timeLatency = async (task) => {
  const worker = new Worker(new URL('./latency-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<LatencyTimings>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<LatencyTimings | { failed: string }>) => {
      if ('failed' in data) reject(new Error(data.failed));
      else resolve(data);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(task);
  });
};

window.measureMemory = async () => (await performance.measureUserAgentSpecificMemory?.())?.bytes;
