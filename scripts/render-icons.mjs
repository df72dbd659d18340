// Renders the PNG icons of the viewer from its SVG mark: `node scripts/render-icons.mjs`. To be run when the mark changes.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const mark = await readFile(here('../packages/interface/public/icon.svg'), 'utf8');
const ground = '#0d1411';
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage();

// A maskable icon may lose everything outside a circle of 80 % of its width.
for (const [name, share, corner] of [
  ['icon', 0.78, 0.22],
  ['maskable', 0.58, 0],
]) {
  for (const size of [192, 512]) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>body{margin:0}div{width:${size}px;height:${size}px;display:grid;place-items:center;background:${ground};border-radius:${size * corner}px}svg{width:${size * share}px}</style><div>${mark}</div>`,
    );
    await page.screenshot({
      path: here(`../apps/viewer/public/icons/${name}-${size}.png`),
      omitBackground: true,
    });
  }
}
await browser.close();
