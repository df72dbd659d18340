import type { LatencyTimings } from './latency-worker.ts';

declare global {
  interface Window {
    timeLatency(requests: number): Promise<LatencyTimings & { readonly heapMb: number | undefined }>;
  }
  interface Performance {
    /** Only in pages isolated from other origins. */
    measureUserAgentSpecificMemory?(): Promise<{ readonly bytes: number }>;
  }
}

/** The worker stays while the heap is measured: what it holds is what counts. */
window.timeLatency = async (requests) => {
  const worker = new Worker(new URL('./latency-worker.ts', import.meta.url), { type: 'module' });
  const timings = await new Promise<LatencyTimings>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<LatencyTimings | { failed: string }>) => {
      if ('failed' in data) reject(new Error(data.failed));
      else resolve(data);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(requests);
  });
  const memory = await performance.measureUserAgentSpecificMemory?.();
  worker.terminate();
  return { ...timings, heapMb: memory === undefined ? undefined : memory.bytes / 1e6 };
};
