import { openCatalogue } from '@parlour/catalogue';

/** Milliseconds. */
export interface OpeningTimings {
  /** From Cache Storage into memory. */
  readonly read: number;
  /** SHA-256 against the manifest, off the thread. */
  readonly hash: number;
  /** From bytes to a catalogue that answers, with its first title decoded; the first time in this worker. */
  readonly open: number;
  /** The same once more. */
  readonly openAgain: number;
  readonly items: number;
}

async function time(address: string): Promise<OpeningTimings> {
  const cache = await caches.open('opening-bench');
  if (!(await cache.match(address))) await cache.add(address);
  const start = performance.now();
  const bytes = new Uint8Array((await (await cache.match(address))?.arrayBuffer()) ?? new ArrayBuffer(0));
  const read = performance.now();
  await crypto.subtle.digest('SHA-256', bytes);
  const hashed = performance.now();
  const catalogue = openCatalogue(bytes, { isVerified: true });
  catalogue.name(catalogue.size - 1);
  const opened = performance.now();
  openCatalogue(bytes, { isVerified: true }).name(0);
  const again = performance.now();
  return {
    read: read - start,
    hash: hashed - read,
    open: opened - hashed,
    openAgain: again - opened,
    items: catalogue.size,
  };
}

addEventListener('message', ({ data }: MessageEvent<string>) => {
  void time(data).then((timings) => postMessage(timings));
});
