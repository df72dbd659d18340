import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { giveUp, say } from './install.mjs';
import { root } from './run-under-node-24.mjs';

const onPath = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a Chromium that is already on this machine, or undefined. `PARLOUR_CHROMIUM` comes first. */
export function findChromium() {
  const named = process.env.PARLOUR_CHROMIUM;
  if (named) return named;
  for (const name of onPath) {
    for (const folder of (process.env.PATH ?? '').split(':')) {
      if (folder && existsSync(`${folder}/${name}`)) return `${folder}/${name}`;
    }
  }
  const own = createRequire(`${root}package.json`)('@playwright/test').chromium.executablePath();
  return existsSync(own) ? own : undefined;
}

const run = (command, args) =>
  spawnSync(command, args, { cwd: root, stdio: ['ignore', process.stderr, 'inherit'] }).status === 0;

/** Finds a Chromium, else installs Debian's where apt may, else Playwright's own download. */
export function installChromium() {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say("Installing Debian's Chromium for the end-to-end tests (once) ...");
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  }
  if (!findChromium()) {
    say("Downloading Playwright's Chromium for the end-to-end tests (once) ...");
    run(process.execPath, [`${root}node_modules/@playwright/test/cli.js`, 'install', 'chromium']);
  }
  return (
    findChromium() ??
    giveUp(
      'No Chromium was found, and none could be installed.',
      'Install Chromium or Chrome, or point PARLOUR_CHROMIUM at one, and run the command again.',
    )
  );
}
