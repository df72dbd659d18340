import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { node24, root } from './run-under-node-24.mjs';

/** Prints one plain sentence on what is being done, on standard error so that commands that give JSON stay clean. */
export const say = (sentence) => process.stderr.write(`${sentence}\n`);

/** Ends the process with what is wrong and the mend, without a stack trace. */
export function giveUp(problem, mend) {
  say(`\n${problem}\n${mend}`);
  process.exit(1);
}

/** Lock file entries that npm leaves out on other platforms. */
const isOptional = (entry) =>
  entry.optional || entry.devOptional || entry.peer || entry.link || entry.extraneous;

/** Packages that the lock file names and `node_modules` does not hold at that version. */
function missingPackages() {
  const installed = `${root}node_modules/.package-lock.json`;
  const wanted = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')).packages;
  const have = existsSync(installed) ? JSON.parse(readFileSync(installed, 'utf8')).packages : {};
  return Object.keys(wanted).filter((path) => {
    const isInstalled = path.startsWith('node_modules/') || path.includes('/node_modules/');
    if (!isInstalled || isOptional(wanted[path])) return false;
    return have[path]?.version !== wanted[path].version || !existsSync(`${root}${path}`);
  });
}

function npm(args) {
  const command = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', process.stderr, 'inherit'],
    shell: process.platform === 'win32',
  });
  return status === 0;
}

/** Installs the npm packages that are missing, Node 24 among them; returns at once when there are none. */
export function installWhatIsMissing() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20)
    giveUp(
      `Parlour needs Node 20 or newer; this is ${process.version}.`,
      'Install a newer Node from https://nodejs.org and run the command again.',
    );
  const missing = missingPackages();
  if (missing.length > 0) {
    say(`Installing ${missing.length} npm packages (once; about a minute) ...`);
    // Not `npm ci`: it refuses a lock file that leaves out other platforms' optional binaries.
    if (!npm(['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'])) {
      giveUp(
        'The npm packages could not be installed.',
        'Check the network and the free disk space, then run the command again.',
      );
    }
  }
  if (major !== 24 && !node24()) {
    say('Fetching Node 24 (npm package "node") ...');
    if (!npm(['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error']) || !node24()) {
      giveUp(
        'Node 24 could not be installed from the npm package "node".',
        'Install Node 24 from https://nodejs.org and run the command again.',
      );
    }
  }
}
