import type { CDPSession, Page } from '@playwright/test';

/** What a page looked like from a moment on. */
export interface Frame {
  /** Seconds, on the browser's clock. */
  readonly at: number;
  /** A JPEG, base64. */
  readonly picture: string;
}

/** One page, followed for a while, with what is said under it. */
export interface Scene {
  readonly where: string;
  readonly words: string;
  readonly frames: readonly Frame[];
}

/** Follows a page by its browser's own screencast: a frame each time that something changes on it. */
export class Camera {
  readonly #scenes: Scene[] = [];

  /** All that was taken, in the order in which it ended. */
  get scenes(): readonly Scene[] {
    return this.#scenes;
  }

  /** @param action what is done meanwhile; the scene ends with it. */
  async take(page: Page, where: string, words: string, action: () => Promise<void>): Promise<void> {
    await page.bringToFront();
    const session = await page.context().newCDPSession(page);
    const frames: Frame[] = [];
    await follow(session, frames);
    try {
      await action();
      // What the last action did is drawn, and the browser has had the time to say so.
      frames.push({ at: Date.now() / 1000, picture: await pictureOf(page) });
    } finally {
      await session.send('Page.stopScreencast');
      await session.detach();
    }
    this.#scenes.push({ where, words, frames: frames.toSorted((a, b) => a.at - b.at) });
  }
}

async function follow(session: CDPSession, frames: Frame[]): Promise<void> {
  session.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    frames.push({ at: metadata.timestamp ?? Date.now() / 1000, picture: data });
    // One that comes after the end has nobody to wait for it.
    session.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
  });
  await session.send('Page.startScreencast', { format: 'jpeg', quality: 85, everyNthFrame: 2 });
}

const pictureOf = async (page: Page): Promise<string> =>
  (await page.screenshot({ type: 'jpeg', quality: 85 })).toString('base64');
