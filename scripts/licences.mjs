import { readFileSync } from 'node:fs';
import { root } from './run-under-node-24.mjs';

/** Licences under which a package may be part of the product (SPDX). */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
]);

/** `MIT OR CC0-1.0`, `(MIT AND ISC)`: one of the alternatives must be allowed in all its parts. */
const isAllowed = (licence) =>
  licence
    .replace(/[()]/g, '')
    .split(/ OR /)
    .some((one) => one.split(/ AND /).every((part) => allowed.has(part)));

/** Name, version and licence of every package that comes with the product, by the lock file and the packages' own word. */
export function licences() {
  const { packages } = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8'));
  return Object.entries(packages)
    .filter(
      ([path, entry]) => path.includes('node_modules/') && !entry.dev && !entry.devOptional && !entry.link,
    )
    .map(([path, entry]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: entry.version,
      licence: String(entry.license ?? ownWord(path)),
    }))
    .map((entry) => ({ ...entry, allowed: isAllowed(entry.licence) }));
}

function ownWord(path) {
  try {
    const { license } = JSON.parse(readFileSync(`${root}${path}/package.json`, 'utf8'));
    return typeof license === 'string' ? license : (license?.type ?? 'unknown');
  } catch {
    return 'unknown';
  }
}

if (import.meta.filename === process.argv[1]) {
  const all = licences();
  // Runs under the Node a machine happens to have, from 20 on, which has no Object.groupBy.
  const counts = new Map();
  for (const { licence } of all) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  for (const [licence, count] of [...counts].sort((a, b) => b[1] - a[1])) {
    console.log(`${String(count).padStart(4)} ${licence}`);
  }
  const refused = all.filter((entry) => !entry.allowed);
  for (const { name, version, licence } of refused) console.log(`not allowed: ${name}@${version} ${licence}`);
  process.exitCode = refused.length > 0 ? 1 : 0;
}
