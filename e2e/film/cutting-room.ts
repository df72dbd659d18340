import type { Browser, Page } from '@playwright/test';
import type { Scene } from './camera.ts';

/** Pixels of a picture, and of the words under it. */
export const pictureSize = { width: 1280, height: 800 };
const wordsHeight = 90;
/** Milliseconds that a frame stays at most while there is another one to come: waiting is cut. */
const longest = 350;
const shortest = 40;
/** Milliseconds that a scene's words are read before anything moves, and that its last picture stays. */
const before = 900;
const after = 2_600;
/** Milliseconds of a scene at most; one that took longer runs faster. */
const mostOfScene = 14_000;

/**
 * Cuts scenes together into one WebM, drawn and encoded by the browser itself (canvas and MediaRecorder), so that no other program is needed.
 * It takes as long as the film.
 */
export async function cut(browser: Browser, scenes: readonly Scene[]): Promise<Buffer> {
  const page = await browser.newPage();
  try {
    await page.setContent('<canvas></canvas>');
    await begin(page);
    for (const scene of scenes) await play(page, scene);
    return Buffer.from(await end(page), 'base64');
  } finally {
    await page.close();
  }
}

interface Room {
  readonly canvas: HTMLCanvasElement;
  readonly recorder: MediaRecorder;
  readonly chunks: Blob[];
}
declare global {
  interface Window {
    cuttingRoom?: Room;
  }
}

const begin = (page: Page): Promise<void> =>
  page.evaluate(
    ({ width, height }) => {
      const canvas = document.querySelector('canvas');
      if (canvas === null) throw new Error('no canvas');
      Object.assign(canvas, { width, height });
      const stream = canvas.captureStream(25);
      const recorder = new MediaRecorder(stream, {
        mimeType: 'video/webm;codecs=vp9',
        videoBitsPerSecond: 2_500_000,
      });
      const chunks: Blob[] = [];
      recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data));
      recorder.start(1_000);
      window.cuttingRoom = { canvas, recorder, chunks };
    },
    { ...pictureSize, height: pictureSize.height + wordsHeight },
  );

function play(page: Page, { where, words, frames }: Scene): Promise<void> {
  const gaps = frames
    .slice(1)
    .map(({ at }, place) => Math.min(longest, Math.max(shortest, 1000 * (at - frames[place].at))));
  const all = gaps.reduce((sum, gap) => sum + gap, 0);
  const faster = Math.min(1, mostOfScene / Math.max(1, all));
  const shown = frames.map(({ picture }, place) => ({
    picture,
    milliseconds: (place === 0 ? before : 0) + (place < gaps.length ? faster * gaps[place] : after),
  }));
  return page.evaluate(
    async ({ shown: list, where: whose, words: said, size }) => {
      const room = window.cuttingRoom;
      const pen = room?.canvas.getContext('2d');
      if (!room || !pen) throw new Error('not begun');
      let due = performance.now();
      for (const { picture, milliseconds } of list) {
        const image = new Image();
        image.src = `data:image/jpeg;base64,${picture}`;
        await image.decode();
        const scale = Math.min(size.width / image.width, size.height / image.height);
        const [width, height] = [scale * image.width, scale * image.height];
        due += milliseconds;
        // A canvas that is not drawn on gives no frames, and what stands still would be left out.
        for (let left = 1; left > 0; left = due - performance.now()) {
          pen.fillStyle = '#14161b';
          pen.fillRect(0, 0, room.canvas.width, room.canvas.height);
          pen.drawImage(image, (size.width - width) / 2, 0, width, height);
          pen.fillStyle = '#14161b';
          pen.fillRect(0, size.height, size.width, room.canvas.height - size.height);
          pen.fillStyle = '#f2b84b';
          pen.font = '600 22px system-ui, sans-serif';
          pen.fillText(whose, 32, size.height + 36);
          pen.fillStyle = '#f4f4f6';
          pen.font = '24px system-ui, sans-serif';
          const [most, wide] = [size.width - 64, pen.measureText(said).width];
          if (wide > most) pen.font = `${Math.floor((24 * most) / wide)}px system-ui, sans-serif`;
          pen.fillText(said, 32, size.height + 70);
          const rest = Math.max(0, Math.min(100, due - performance.now()));
          await new Promise((resolve) => setTimeout(resolve, rest));
        }
      }
    },
    { shown, where, words, size: pictureSize },
  );
}

const end = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const room = window.cuttingRoom;
    if (!room) throw new Error('not begun');
    const stopped = new Promise((resolve) => room.recorder.addEventListener('stop', resolve));
    room.recorder.stop();
    await stopped;
    const bytes = new Uint8Array(await new Blob(room.chunks).arrayBuffer());
    let text = '';
    for (let from = 0; from < bytes.length; from += 0x8000)
      text += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
    return btoa(text);
  });
