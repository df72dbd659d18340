import { type Browser, type BrowserContext, chromium } from '@playwright/test';

const options = {
  executablePath: process.env.PARLOUR_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--enable-unsafe-webgpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** A headless Chromium; `PARLOUR_CHROMIUM` names another than Debian's. */
export const launchChromium = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ ...options, args: [...options.args, ...more] });

/** One with a profile on disk, whose caches and databases outlive it. */
export const launchProfile = (folder: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, options);
